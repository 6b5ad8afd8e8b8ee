"""House rules of static/ that no linter knows: what is written once, and where."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import wagtail

ROOT = Path(__file__).parents[2]
STYLES = {
    path: re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    for path in (ROOT / "static").rglob("*.css")
    if "vendor" not in path.parts
}
SWITCHED = re.compile(r"(--[\w-]+): var\(--if-light, (.+)\) var\(--if-dark, (.+)\);")


def style(name: str) -> str:
    (text,) = [text for path, text in STYLES.items() if path.name == name]
    return text


def test_every_colour_of_the_palette_stands_once_by_light_and_by_dark():
    palette = SWITCHED.findall(style("tokens.css"))
    names = [name for name, _light, _dark in palette]

    assert len(names) == len(set(names)) == 19
    for path, text in STYLES.items():
        declared = set(re.findall(r"(--[\w-]+):", text)) & set(names)
        assert not declared or path.name in {"tokens.css", "print.css"}, path
    for name in names:
        assert len(re.findall(rf"{name}:", style("tokens.css"))) == 1, name


def test_browser_bar_wears_the_colour_of_the_paper():
    [(light, dark)] = [
        pair
        for name, *pair in SWITCHED.findall(style("tokens.css"))
        if name == "--paper"
    ]
    base = (ROOT / "templates" / "base.html").read_text()

    assert re.findall(r'name="theme-color" content="([^"]+)"', base) == [light, dark]


def test_every_custom_property_that_is_used_is_declared():
    desk = Path(wagtail.__file__).parent / "admin/static/wagtailadmin/css/core.css"
    declared = {
        name
        for text in [*STYLES.values(), desk.read_text()]
        for name in re.findall(r"(--[\w-]+):", text)
    }
    for path, text in STYLES.items():
        assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= declared, path


def selectors(text: str) -> Iterator[str]:
    for prelude in re.findall(r"([^{};]+)\{", text):
        if not prelude.strip().startswith("@"):
            yield from (part.strip() for part in re.split(r",(?![^(]*\))", prelude))


def own_block(selector: str) -> str | None:
    """The component a rule belongs to; None where it only places one in another."""
    blocks = {
        re.split("__|--", name)[0] for name in re.findall(r"\.([a-z][\w-]*)", selector)
    }
    subject = re.split(r"[ >+~](?![^(]*\))", selector)[-1]
    return blocks.pop() if len(blocks) == 1 and "." in subject else None


def test_rules_of_a_component_stand_in_one_file():
    found: dict[str, set[str]] = defaultdict(set)
    for path, text in STYLES.items():
        if path.name != "print.css":  # it only hides
            for selector in selectors(text):
                if block := own_block(selector):
                    found[block].add(path.name)

    assert found["button"] == {"buttons.css"}
    assert {name: files for name, files in found.items() if len(files) > 1} == {}
