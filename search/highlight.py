"""Showing where the words of a query stand, on texts that are plain and stay safe."""

import re
from collections import Counter

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import HAN_RUN, NAMES, fold

WINDOW = 120
LEAD = 20
# Looking further costs time and hardly ever finds a better place.
MAX_MATCHES = 500
LATIN = re.compile(r"[0-9a-z]")


def _alternative(word: str) -> str:
    if HAN_RUN.match(word):
        return re.escape(word)
    signs = [name for name, spelled in NAMES.items() if spelled == word]
    forms = "|".join(re.escape(form) for form in [*signs, word])
    return rf"(?<![0-9a-z])(?:{forms})(?![0-9a-z])"


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_alternative, longest_first)))


def _spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where words stand in `text`, neighbours joined."""
    pattern = _pattern(words)
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(fold(text)) if pattern else ():
        start, end = match.span()
        if spans and spans[-1][1] == start:
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def highlight(text: str, words: list[str]) -> SafeString:
    """`text` escaped, with each of `words` inside `<mark>`.

    `words` come from `search.analysis.query_words`. Latin words are marked whole
    only: "go" marks nothing in "google".
    """
    parts: list[str] = []
    done = 0
    for start, end in _spans(text, words):
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end])]
        parts.append("</mark>")
        done = end
    parts.append(escape(text[done:]))
    return mark_safe("".join(parts))  # noqa: S308 every part is escaped above


def excerpt(text: str, words: list[str], *, length: int = WINDOW) -> SafeString:
    """About `length` characters of `text` where most of `words` meet, highlighted.

    The beginning of the text when none of the words is in it.
    """
    start = _best_start(text, words, length)
    end = min(len(text), start + length)
    start, end = _off_words(text, start, end)
    piece = " ".join(text[start:end].split())
    before = "…" if start > 0 else ""
    after = "…" if end < len(text) and piece else ""
    marked = highlight(piece, words)
    return mark_safe(f"{before}{marked}{after}")  # noqa: S308 `marked` is escaped


def _best_start(text: str, words: list[str], length: int) -> int:
    """Start of the window with the most different words, then the most words."""
    pattern = _pattern(words)
    if pattern is None:
        return 0
    folded = fold(text)
    found: list[tuple[int, str]] = []
    for match in pattern.finditer(folded):
        found.append((match.start(), match[0]))
        if len(found) == MAX_MATCHES:
            break
    if not found:
        return 0
    at = _densest(found, length - LEAD)
    return max(0, min(at - LEAD, len(text) - length))


def _densest(found: list[tuple[int, str]], width: int) -> int:
    """Position of the match that opens the best window of `width` characters."""
    inside: Counter[str] = Counter()
    best = (0, 0)
    best_at = found[0][0]
    right = 0
    for at, word in found:
        while right < len(found) and found[right][0] < at + width:
            inside[found[right][1]] += 1
            right += 1
        score = (sum(1 for count in inside.values() if count), inside.total())
        if score > best:
            best, best_at = score, at
        inside[word] -= 1
    return best_at


def _off_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The same window without a Latin word cut in two at either edge."""
    folded = fold(text[max(0, start - 1) : end + 1])
    first = folded[0:2] if start > 0 else ""
    if len(first) == 2 and LATIN.match(first[0]) and LATIN.match(first[1]):
        start += _latin_run(text[start:end])
    if end < len(text) and LATIN.match(fold(text[end])):
        end -= _latin_run(text[start:end][::-1])
    return (start, end) if end > start else (start, min(len(text), start + 1))


def _latin_run(text: str) -> int:
    """How many characters of a Latin word `text` begins with, if it ever ends."""
    run = re.match(r"[0-9a-z]+", fold(text))
    return run.end() if run and run.end() < len(text) else 0
