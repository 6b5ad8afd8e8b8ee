"""What a configuration that is a program hides, by its plain lists: it is never run."""

import posixpath
import re
from collections.abc import Iterator

from transfer.reading.hiding import Hidden, bounded

# Of VitePress, VuePress, Quartz and Obsidian
LIST = re.compile(
    r"\b(srcExclude|pagePatterns|ignorePatterns|userIgnoreFilters|excluded)\b[\"']?\s*:\s*"
    r"\[([^\]]{0,20000})\]"
)
TEXT = re.compile(r"[\"'`]([^\"'`\n]{1,300})[\"'`]")
SOURCE = re.compile(r"\bsrcDir\s*:\s*[\"'`]([^\"'`\n]{1,300})[\"'`]")
# Of vuepress-theme-hope: addresses with their passwords
LOCKS = re.compile(r"\bencrypt\s*:\s*\{")
LOCKED = re.compile(r"[\"'`](/[^\"'`\n]{0,300})[\"'`]\s*:")
LONGEST, LARGEST = 20_000, 200_000
PROGRAM = re.compile(
    r"(?P<root>(?:.*/)?)(?:\.vitepress/config|\.vuepress/(?:config|theme)|quartz\.config)"
    r"\.(?:[cm]?[jt]s)|(?P<vault>(?:.*/)?)\.obsidian/(?:app|publish)\.json"
)


def is_program(path: str) -> bool:
    return PROGRAM.fullmatch(path) is not None


def hidden_in(path: str, text: str) -> list[Hidden]:
    """What the program `text` at `path` hides of what lies around it."""
    match = PROGRAM.fullmatch(path)
    if match is None:
        return []
    root = (match["root"] or match["vault"] or "").rstrip("/")
    if "quartz" in posixpath.basename(path):
        root = posixpath.join(root, "content")
    text = text[:LARGEST]
    said = SOURCE.search(text)
    source = said[1].strip("./") if said else ""
    found = [each.below(posixpath.join(root, source)) for each in _listed(text)]
    if source:
        found.append(Hidden("**", "srcDir", (f"{source}/**",)).below(root))
    return bounded(found)


def _listed(text: str) -> Iterator[Hidden]:
    for key, inside in LIST.findall(text):
        for pattern in TEXT.findall(inside):
            is_left_out = pattern.startswith("!") is (key == "pagePatterns")
            if is_left_out:
                yield Hidden(pattern.lstrip("!./"), key)
                if "/" not in pattern.strip("/") and key != "srcExclude":
                    yield Hidden(f"**/{pattern.lstrip('!')}", key)
    for match in LOCKS.finditer(text):
        for address in LOCKED.findall(_in_braces(text, match.end())):
            place = address.strip("/").removesuffix(".html")
            for ending in ("", ".md"):
                yield Hidden(f"{place or '**'}{ending}", "encrypt")


def _in_braces(text: str, start: int) -> str:
    """What stands up to the brace that closes the one before `start`."""
    depth = 1
    for place in range(start, min(len(text), start + LONGEST)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return text[start:place]
    return text[start : start + LONGEST]
