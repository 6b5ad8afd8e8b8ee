"""How long a text is for a reader: 字数, minutes, and a summary of it."""

import re

CHARS_PER_MINUTE = 450
# Han with its extensions and iteration marks, bopomofo, kana, hangul.
CJK_LETTER = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb"
    "\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
_LETTER = rf"[^\W_{CJK_LETTER}]"
_COUNTED = re.compile(rf"[{CJK_LETTER}]|{_LETTER}+(?:['’.,_-]{_LETTER}+)*")
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_GAP_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")
# For what stands between the lines of an excerpt.
_ROOM = 200
_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)\"']*|\.[”’)\"']*(?=\s|$)")


def count_words(text: str) -> int:
    """字数: a Han character, kana or hangul is 1, so is a Latin word or a number.

    Punctuation and blanks are 0. "don't", "3.14" and "well-known" are one word.
    """
    return sum(1 for _ in _COUNTED.finditer(text))


def reading_minutes(words: int) -> int:
    """Minutes to read `words` 字 at 450 a minute, rounded up; 0 only for none."""
    return -(-max(words, 0) // CHARS_PER_MINUTE)


def summarize(text: str, limit: int = 120) -> str:
    """The beginning of `text` in at most `limit` characters.

    Cut after the last whole sentence, if that keeps at least a third of the
    limit, else at the limit (not inside a Latin word) with "…". Blanks are folded.
    """
    text = _BLANKS.sub(" ", _GAP_IN_CHINESE.sub("", text)).strip()
    if len(text) <= limit:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, limit + 1)]
    whole = max((end for end in ends if end <= limit), default=0)
    if whole * 3 >= limit:
        return text[:whole].rstrip()
    return f"{_cut_before_word(text, max(limit - 1, 0)).rstrip()}…"


def begins_with(text: str, excerpt: str) -> bool:
    """Whether `excerpt` says nothing but what `text` begins with.

    Blanks make no difference, nor does the "…" of an excerpt that was cut. Between
    the lines of the excerpt may stand what a summary leaves out: headings, pictures.
    """
    left = _BLANKS.sub("", excerpt).removesuffix("…")
    opening = text[: 2 * len(excerpt) + _ROOM].split("\n")
    for line in (_BLANKS.sub("", each) for each in opening):
        if line.startswith(left):
            return True
        if left.startswith(line):
            left = left.removeprefix(line)
    return not left


def _cut_before_word(text: str, limit: int) -> str:
    start = text.rfind(" ", 0, limit + 1)
    word = text[start + 1 : limit + 1]
    if word.isascii() and word.isalnum() and start * 2 > limit:
        return text[:start]
    return text[:limit]
