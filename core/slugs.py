"""Addresses that can be read aloud: Chinese titles become pinyin."""

import re
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

from django.utils.text import slugify

HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
MAX_LENGTH = 80


def pinyin_slug(title: str, *, fallback: str = "page") -> str:
    """ASCII slug of `title`, 1–80 characters, cut between words.

    Han runs become toneless pinyin with phrases read right (重庆银行 →
    chong-qing-yin-hang); what leaves nothing readable becomes `fallback`.
    """
    spelled = HAN_RUN.sub(
        lambda run: " " + " ".join(lazy_pinyin(run[0], style=Style.NORMAL)) + " ", title
    )
    slug = slugify(spelled).strip("-_")
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
    return slug.rstrip("-_") or fallback


def free_slug(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3`, … that is not `taken`."""
    known = set(taken)
    slug, number = wanted, 1
    while slug in known:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
