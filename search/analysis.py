"""How texts and queries become words, the same on every search backend.

Databases and Elasticsearch are given words with blanks between them, so none of
them needs to know Chinese. Texts are cut finely, queries coarsely: 南京市长江大桥
is stored as 南京, 京市, 南京市, 长江, 大桥, 长江大桥 and asked for as 南京市, 长江大桥.
New words are never guessed (the cutter's HMM stays off): a guess depends on the
neighbours, so the same name would be cut differently in a text and in a query.
"""

import re
import unicodedata
from collections.abc import Iterator

import rjieba

MAX_QUERY = 100
# PostgreSQL refuses a tsvector above 1 MiB; a text of this length cannot reach it.
MAX_TEXT = 100_000
MAX_WORD = 100

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_RUN = re.compile(f"[{HAN}]+")
WORD = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[^\W_])+")
# Controls, lone surrogates, and what one of the query languages gives a meaning.
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\"'*^:(){}\[\]\\~|&!<>=/?;`]")

# Names whose signs are the name; they are searched as one ordinary word.
NAMES = {"c++": "cpp", "c#": "csharp", "f#": "fsharp", ".net": "dotnet"}
NAME = re.compile(
    rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, NAMES))})(?![a-z+#])", re.IGNORECASE
)

# Words that say nothing alone: left out of a query that has others.
STOP_WORDS = frozenset(
    "的 了 是 在 和 与 及 吗 呢 吧 啊 呀 怎么 怎样 怎么样 如何 什么 为什么 哪些 "
    "a an and are for how in is of on or the to what why with".split()
)


class _Folding(dict[int, int]):
    """Code point → code point without case, width and accents; filled as met."""

    def __missing__(self, code: int) -> int:
        folded = unicodedata.normalize("NFKD", chr(code)).lower()
        if len(folded) > 1:
            folded = "".join(c for c in folded if not "\u0300" <= c <= "\u036f")
        self[code] = ord(folded) if len(folded) == 1 else code
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` without case, width and accents, of the same length: Ｇｏ é → go e."""
    return text.translate(_FOLDING)


def clean(text: str) -> str:
    """What is left of a typed query: at most 100 characters, no operators.

    Quotes, NUL, control characters, lone surrogates and the signs of the query
    languages become blanks; runs of blanks become one.
    """
    # Cut first, so that a huge query costs nothing; blanks may hide words behind.
    short = FORBIDDEN.sub(" ", text[: MAX_QUERY * 10])
    return " ".join(short.split())[:MAX_QUERY].strip()


def _runs(text: str) -> Iterator[str]:
    """Runs of Han characters and runs of other letters and digits, folded."""
    normal = fold(unicodedata.normalize("NFKC", text))
    named = NAME.sub(lambda name: f" {NAMES[name[0]]} ", normal)
    for match in WORD.finditer(named):
        yield match[0]


def cut_for_index(text: str) -> str:
    """All words of `text` and the shorter words inside them, blanks between.

    Only the first 100,000 characters are cut.
    """
    words: list[str] = []
    for run in _runs(text[:MAX_TEXT]):
        if HAN_RUN.match(run):
            words += rjieba.cut_for_search(run, False)
        else:
            words.append(run[:MAX_WORD])
    return " ".join(words)


def query_words(text: str) -> list[str]:
    """The distinct words every result must have, in the order they were typed."""
    words: dict[str, None] = {}
    for run in _runs(clean(text)):
        if HAN_RUN.match(run):
            words |= dict.fromkeys(rjieba.cut(run, False))
        else:
            words[run[:MAX_WORD]] = None
    telling = [word for word in words if word not in STOP_WORDS]
    return telling or list(words)


def query_phrases(text: str) -> list[str]:
    """For each run of Han characters of several words: all its words, as indexed.

    A text that has them side by side has what was typed, not only its words.
    """
    runs = [run for run in _runs(clean(text)) if HAN_RUN.match(run)]
    cut = dict.fromkeys(cut_for_index(run) for run in runs)
    return [phrase for phrase in cut if " " in phrase]


def cut_for_query(text: str) -> str:
    """The query words with blanks between them; "" if there is nothing to ask."""
    return " ".join(query_words(text))
