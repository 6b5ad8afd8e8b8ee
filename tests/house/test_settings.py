"""`.env.example` names every variable the settings read, with its real default."""

import ast
import re
from pathlib import Path

from cms.settings.environment import NamedEnv

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"^(# )?([A-Z][A-Z0-9_]*)=(.*)$")
# Set by the test runner, never by people.
NOT_FOR_PEOPLE = {"PYTEST_XDIST_WORKER", "PAGE_CACHE_REDIS"}
# Shown with a value that says how it looks, not with the default.
EXAMPLES = {
    "DATABASE_URL",
    "SMS_PROVIDERS",
    "SMS_TEMPLATE_PARAMS",
    "SMS_TENCENT_TEMPLATES",
    "SMS_ALIYUN_TEMPLATES",
    "SMS_RONGLIAN_TEMPLATES",
}


def read_by_settings() -> dict[str, object]:
    """Every variable `env.…("NAME", default=…)` reads; None where the default is computed."""
    found: dict[str, object] = {}
    for path in sorted((ROOT / "cms" / "settings").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if is_reading(node):
                found.setdefault(node.args[0].value, default_of(node))
    return {name: value for name, value in found.items() if name not in NOT_FOR_PEOPLE}


def is_reading(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "env"
        and bool(node.args)
        and isinstance(node.args[0], ast.Constant)
    )


def default_of(call: ast.Call) -> object:
    for keyword in call.keywords:
        if keyword.arg == "default":
            try:
                return ast.literal_eval(keyword.value)
            except ValueError:
                return None
    return None


def example_lines() -> list[re.Match[str]]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return [found for line in lines if (found := LINE.match(line))]


def test_example_names_exactly_what_the_settings_read():
    names = [line[2] for line in example_lines()]

    assert sorted(names) == sorted(read_by_settings())


def test_example_gives_the_real_defaults():
    written = {line[2]: line[3] for line in example_lines()}
    real = {
        name: "" if default == [] else str(default)
        for name, default in read_by_settings().items()
        if default is not None and name not in EXAMPLES
    }

    assert {name: written[name] for name in real} == real


def test_copying_the_example_changes_nothing():
    assert [line[0] for line in example_lines() if not line[1]] == []


def test_every_variable_is_explained_in_both_languages():
    lines = (ROOT / ".env.example").read_text().splitlines()
    for number, line in enumerate(lines):
        if LINE.match(line):
            assert re.match(r"# .*[\u4e00-\u9fff].* · .*[a-z]", lines[number - 1]), line


def test_a_secret_that_begins_with_a_dollar_is_taken_as_it_is(monkeypatch):
    monkeypatch.setenv("A_SECRET", "$x9")
    monkeypatch.delenv("x9", raising=False)

    assert NamedEnv().str("A_SECRET") == "$x9"
