"""A small text stays a small page: definitions are not repeated without end."""

import re

import pytest

from texts import ImageRequest, ResolvedImage, render

LONG = "z" * 1_000


class Pictures:
    def images(self, requests):
        url = f"/media/{LONG[:60]}.webp"
        sizes = ", ".join(f"{url} {width}w" for width in (480, 800, 1280, 1600))
        return {r: ResolvedImage(url, 1280, 800, sizes) for r in requests}

    def pages(self, ids):
        return dict.fromkeys(ids, f"/authors/{LONG[:600]}/")

    documents = pages


BOMBS = {
    "links": f"[a]: https://b.c/{LONG}\n\n" + "[a]" * 20_000,
    "titles": f'[a]: /b "{"&" * 5_000}"\n\n' + "[a][]" * 12_000,
    "one long address": "[a]: /" + "b" * 60_000 + "\n\n" + "[a]" * 1_000,
    "han addresses": "[a]: /" + "汉" * 1_000 + "\n\n" + "[x][a]" * 10_000,
    "images": f"[a]: https://b.c/{LONG}\n\n" + "![a]" * 15_000,
    "images of the library": "[a]: image:1\n\n" + "![a]" * 15_000,
    "pages": "[a]: page:1\n\n" + "[a] " * 15_000,
    "images in links": f"[a]: /{LONG}\n\n" + "[![a]][a]" * 7_000,
    "in headings": f"[a]: /{LONG}\n\n" + "# [a]\n" * 8_000,
    "notes": "[^a]" * 15_000 + "\n\n[^a]: x",
    "addresses of pages": "[](page:1)" * 6_000,
    "addresses of documents": "[](doc:1)" * 6_000,
    "in notes": f"[a]: /{LONG}\n\nx[^1]\n\n[^1]: " + "[a]" * 15_000,
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_references_make_no_huge_page(name):
    source = BOMBS[name]
    rendered = render(source, references=Pictures())

    assert len(rendered.html) < 25 * len(source)
    assert rendered.warnings == {"references_cut"}
    assert ImageRequest(1).id == 1


def test_pictures_without_end_make_no_huge_page():
    source = "![](image:1)" * 5_000

    rendered = render(source, references=Pictures())

    assert rendered.html.count("<img ") == 5_000
    assert rendered.html.count(" srcset=") == 200
    assert len(rendered.html) < 25 * len(source)


def test_what_does_not_fit_any_more_is_shown_as_typed():
    rendered = render(f"[a]: /{LONG}\n\n" + "[a] " * 100 + "\n\n[b](/c)")

    assert 0 < rendered.html.count(f'<a href="/{LONG}">a</a>') < 100
    assert (
        rendered.text
        == ("a " * rendered.html.count("</a> ")).strip()
        + " [a]" * (100 - rendered.html.count("</a> "))
        + "\nb"
    )
    assert '<a href="/c">b</a>' in rendered.html


def test_a_text_with_many_notes_and_sources_is_left_whole():
    sources = "\n".join(f"[{n}]: https://b.c/{n}/{'x' * 80}" for n in range(200))
    source = " ".join(f"[甲][{n % 200}]" for n in range(600)) + f"\n\n{sources}"

    rendered = render(source)

    assert rendered.html.count("<a ") == 600
    assert rendered.warnings == frozenset()


def table(columns: int, row: str, rows: int, mark: str = "") -> str:
    head = "|".join("a" * columns)
    lines = [head, "|".join("-" * columns), *[row] * rows, "", ""]
    return "\n".join(f"{mark}{line}".rstrip() for line in lines)


TABLES = {
    "one": table(99, "|", 30_000),
    "many": table(50, "|", 200) * 100,
    "many small ones": table(2, "|", 20) * 1_400,
    "in quotes": table(50, "|", 200, "> ") * 80,
    "in lists": "\n".join(
        f"- {table(50, '|', 60, '  ').strip()}\n" for _ in range(150)
    ),
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_rows_that_end_early_make_no_huge_page(name):
    source = TABLES[name]
    rendered = render(source)

    assert len(rendered.html) < 25 * len(source) + 200_000
    cells = len(re.findall("<t[dh]\\b", rendered.html))
    assert 9_000 < cells <= 50_000
    assert rendered.warnings == {"tables_cut"}


def test_tables_somebody_typed_are_left_whole():
    source = table(5, "甲|乙|丙|丁|戊", 400) * 20

    rendered = render(source)

    assert rendered.html.count("<td") == 5 * 400 * 20
    assert rendered.warnings == frozenset()


def test_nothing_typed_is_lost_behind_the_last_cell():
    rendered = render(table(100, "|", 500) + "\n甲|乙\n-|-\n丙|丁\n\n完")

    assert rendered.warnings == {"tables_cut"}
    assert set("甲乙丙丁完") <= set(rendered.text)
