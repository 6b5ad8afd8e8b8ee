"""The files of the project, and which of them import which."""

import ast
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Beside the site: what is here imports from everywhere, and nothing imports it.
BESIDE = ("tests/", "tools/", "bench/", "deploy/")


@cache
def tracked() -> tuple[str, ...]:
    """Every file git knows and that is there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 whichever git is installed
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(f for f in listed.stdout.split("\0") if f and (ROOT / f).exists())


def source_files() -> list[str]:
    """The Python the site runs, without tests and migrations."""
    return [
        file
        for file in tracked()
        if file.endswith(".py")
        and "/tests/" not in file
        and "/migrations/" not in file
        and not file.endswith("conftest.py")
        and not file.startswith(BESIDE)
    ]


def imports() -> dict[str, set[str]]:
    """Module by module, which of ours it imports: inside functions too."""
    modules = {_module(file): file for file in source_files()}
    return {
        name: set(imported(ast.parse((ROOT / file).read_text()), set(modules))) - {name}
        for name, file in modules.items()
    }


def _module(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def imported(node: ast.AST, modules: set[str]) -> Iterator[str]:
    """Those of `modules` that are imported below `node`, but for types only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from (each.name for each in child.names if each.name in modules)
        elif isinstance(child, ast.ImportFrom) and child.module:
            for each in child.names:
                inner = f"{child.module}.{each.name}"
                name = inner if inner in modules else child.module
                if name in modules:
                    yield name
        else:
            yield from imported(child, modules)


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The sets of modules that all reach each other, as far as there are some."""
    reach = {name: _reached(name, graph) for name in graph}
    found = {
        tuple(sorted(other for other in reach[name] if name in reach[other]))
        for name in graph
        if name in reach[name]
    }
    return [list(circle) for circle in sorted(found)]


def _reached(start: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = [start]
    while todo:
        new = graph[todo.pop()] - seen
        seen |= new
        todo += new
    return seen


def full_folders(
    most: int, excepted: tuple[str, ...], named: tuple[str, ...]
) -> dict[str, int]:
    """Folders with more than `most` files of their own.

    But those that are or lie below one `excepted`, and those called like one `named`.
    """
    counts = Counter(str(Path(file).parent) for file in tracked())
    return {
        folder: count
        for folder, count in sorted(counts.items())
        if count > most
        and not f"{folder}/".startswith(excepted)
        and Path(folder).name not in named
    }


# Scripts and styles of the frame belong to no app.
WRITTEN = (".html", ".js", ".css")
NOT_OURS = ("static/vendor/",)


def shares() -> dict[str, float]:
    """How much of the source, by lines, each app is; its templates are counted with it."""
    lines: Counter[str] = Counter()
    templates = [
        file
        for file in tracked()
        if file.endswith(WRITTEN)
        and file.startswith(("templates/", "static/"))
        and not file.startswith(NOT_OURS)
    ]
    for file in [*source_files(), *templates]:
        if "/" in file:
            app = file.removeprefix("templates/").split("/")[0]
            lines[app] += (ROOT / file).read_text().count("\n")
    return {app: count / lines.total() for app, count in lines.items()}
