"""Patterns of files as the generators write them, matched in linear time."""

import re
from fnmatch import fnmatchcase

# Signs of regular expressions that no pattern of files stands for
UNREADABLE = re.compile(r"[()\[\]{}|+?]|\\[^.]|(?<!\.)\*")
STARS = re.compile(r"\*{2,}+")
BRACES = re.compile(r"\{([^{}]{0,200})\}")


def matches(pattern: str, path: str) -> bool:
    """Whether `pattern` means `path`, or a folder above it; `**` are folders."""
    return any(_matches(one, path) for one in _spelled_out(pattern))


def _spelled_out(pattern: str) -> list[str]:
    found = BRACES.search(pattern)
    if found is None:
        return [pattern]
    begin, end = pattern[: found.start()], pattern[found.end() :]
    return [f"{begin}{each}{end}" for each in found[1].split(",")]


def _matches(pattern: str, path: str) -> bool:
    wanted = pattern.strip("/").split("/")
    end, reached = len(wanted), {0}
    for name in path.strip("/").split("/"):
        staying = {at for at in reached if wanted[at] == "**"}
        tried = reached | {at + 1 for at in staying if at + 1 < end}
        passed = {at + 1 for at in tried if fnmatchcase(name, wanted[at])}
        if end in passed or end - 1 in staying:
            return True
        reached = staying | passed
    return False


def matches_whole(pattern: str, path: str) -> bool:
    """Whether `pattern`, whose stars stand for folders too, means the end of `path` or
    of a folder above it that begins at one."""
    wanted = pattern if pattern.startswith("*") else f"*/{pattern}"
    return any(fnmatchcase(f"/{path}", each) for each in (wanted, f"{wanted}/*"))


def pattern_of(expression: str) -> str:
    """A simple regular expression as a pattern; one that is not simple means all."""
    middle = expression.removeprefix("^").removesuffix("$")
    if UNREADABLE.search(middle):
        return "**"
    middle = middle.replace("\\.", "\0").replace(".*", "*").replace(".", "?")
    begin = "" if expression.startswith("^") else "*"
    end = "" if expression.endswith("$") else "*"
    return STARS.sub("*", f"{begin}{middle}{end}").replace("\0", ".")
