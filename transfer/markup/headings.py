"""The first heading of a Markdown text, as a title in plain words."""

import re
from dataclasses import dataclass

from texts.safe.allowlist import ARTICLE_TAGS
from texts.safe.sieve import EQUIVALENTS
from texts.suspicions import GLUED
from transfer.markup.segments import split_code_spans, text_lines

ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t](.*))?")
SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*")
NOT_A_PARAGRAPH = re.compile(r"\s*$|\s{0,3}(?:[#>|*+-]|\d+[.)]|<!--|</?\w)|.*\|.*\|")
# `List<String>` has no tag: readers see it as typed
TAGS = "|".join(sorted(ARTICLE_TAGS | EQUIVALENTS.keys()))
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# Stands for code and for escaped signs while the marks around them are taken off
KEPT = re.compile(r"\0(\d+)\0")
# Within bold words some may be slanted
EMPHASIS = (re.compile(r"(\*{1,3}|~~)(?=\S)(.{1,100}?)(?<=\S)\1"), r"\2")
# In brackets, which an address may hold as well
TARGET = r"\((?:[^()\n]++|\([^()\n]*+\))*+\)"
INLINE = (
    (re.compile(r"\{#[\w-]+\}\s*$"), ""),
    (re.compile(rf"!\[([^\[\]\n]*+)\]{TARGET}"), r"\1"),
    (re.compile(rf"\[([^\[\]\n]*+)\]{TARGET}"), r"\1"),
    (re.compile(r"\[([^\[\]\n]*+)\]\[[^\[\]\n]*+\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(rf"</?(?:{TAGS})(?=[\s/>])[^<>\n]*>", re.IGNORECASE), ""),
    EMPHASIS,
    EMPHASIS,
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)(.{1,100}?)(?<=\S)\1(?!\w)"), r"\2"),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """`start` and `end` are offsets of its lines in the text."""

    level: int
    text: str
    start: int
    end: int


def headings(text: str) -> list[Heading]:
    """All headings outside code with words in them, in order."""
    found: list[Heading] = []
    previous = ("", -1, -1)
    for line, start, end in text_lines(text):
        if match := ATX.fullmatch(line):
            words = _without_end(match[2] or "")
            found.append(Heading(len(match[1]), plain(words), start, end))
            previous = ("", -1, -1)
            continue
        if (match := SETEXT.fullmatch(line)) and previous[2] == start:
            level = 1 if match[1][0] == "=" else 2
            found.append(Heading(level, plain(previous[0]), previous[1], end))
            previous = ("", -1, -1)
            continue
        # a setext heading of several lines is rare; one line is what people write
        after_text = previous[2] == start and previous[0]
        skip = NOT_A_PARAGRAPH.match(line) or after_text
        previous = ("", -1, -1) if skip else (line.strip(), start, end)
    return [heading for heading in found if heading.text]


def _without_end(words: str) -> str:
    """The words of a heading without the signs that may close it."""
    words = words.strip(" \t")
    open_words = words.rstrip("#")
    closes = not open_words or open_words[-1] in " \t"
    return open_words.rstrip(" \t") if closes else words


def glued_heading(text: str) -> str:
    """The first line outside code that lacks the blank of a heading, or nothing."""
    if not GLUED.search(text):
        return ""
    lines = (line for line, _start, _end in text_lines(text) if GLUED.match(line))
    return next(lines, "").strip()


def plain(text: str) -> str:
    """Heading text without its inline marks; what stands in code stays."""
    kept = list[str]()

    def keep(words: str) -> str:
        kept.append(words)
        return f"\0{len(kept) - 1}\0"

    words = ""
    for is_code, part in split_code_spans(text[:1000].replace("\0", "")):
        ticks = len(part) - len(part.lstrip("`"))
        if is_code:
            words += keep(part[ticks:-ticks])
        else:
            words += ESCAPED.sub(lambda match: keep(match[1]), part)
    for pattern, replacement in INLINE:
        words = pattern.sub(replacement, words)
    words = KEPT.sub(lambda match: kept[int(match[1])], words)
    return " ".join(words.split())
