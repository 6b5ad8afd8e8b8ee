"""Addresses that can be read aloud: Chinese titles become pinyin."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from anyascii import anyascii
from pypinyin import Style, lazy_pinyin

from django.utils.text import slugify

HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# Letters neither Latin nor Han: kana, hangul, Cyrillic and all others.
FOREIGN = re.compile(
    r"(?:(?![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[^\W\d_\x00-\x7f])+"
)
# Names whose signs are the name: C++, C#.
SIGN = re.compile(r"(?<=[^\W_])[+#]+")
SIGNS = {"+": " plus", "#": " sharp"}
MAX_LENGTH = 80


def pinyin_slug(title: str, *, fallback: str = "page") -> str:
    """ASCII slug of `title`, 1–80 characters, cut between words.

    Han runs become toneless pinyin with phrases read right (重庆银行 →
    chong-qing-yin-hang), other scripts their Latin spelling; what leaves nothing
    readable becomes `fallback`.
    """
    spelled = FOREIGN.sub(lambda run: anyascii(run[0]), title)
    spelled = HAN_RUN.sub(
        lambda run: " " + " ".join(lazy_pinyin(run[0], style=Style.NORMAL)) + " ",
        spelled,
    )
    return _cut(slugify(spelled).strip("-_")) or fallback


def tag_slug(name: str) -> str:
    """Slug of a tag, 1–80 characters, every script kept as it is written.

    A name without a letter is called by its signs (🎉 → party-popper).
    """
    spelled = SIGN.sub(lambda run: "".join(SIGNS[sign] for sign in run[0]), name)
    slug = slugify(spelled, allow_unicode=True).strip("-_")
    return _cut(slug or slugify(_signs(name)).strip("-_")) or "tag"


def _signs(name: str) -> str:
    """What the characters of `name` are called, each once where it is repeated."""
    seen = (char for char, _run in groupby(name) if unicodedata.category(char) != "Mn")
    return " ".join(filter(None, (unicodedata.name(char, "") for char in seen)))


def _cut(slug: str) -> str:
    """`slug` in at most 80 characters, cut between words."""
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
    return slug.rstrip("-_")


def free_slug(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3`, … that is not `taken`."""
    known = set(taken)
    slug, number = wanted, 1
    while slug in known:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
