"""Tags as people type them, and the addresses they get."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify

from core.lines import plain_line
from core.pages.slugs import free_slug, tag_slug

SEPARATORS = re.compile(r"[,，、;；\n]")
_BLANKS = re.compile(r"\s+")
_QUOTED = re.compile(r'"([^"]*)"')


def parse_tags(written: str | None) -> list[str]:
    """The names in what was typed, in its order, each once.

    `，`, `、`, `；` separate them like `,`; without any of these blanks do. What
    stands in double quotes is one name.
    """
    pieces = _QUOTED.split(written or "")
    typed = [SEPARATORS.search(piece) for piece in pieces[::2]]
    separators = SEPARATORS if any(typed) else _BLANKS
    return _names(
        name
        for number, piece in enumerate(pieces)
        for name in ([piece] if number % 2 else separators.split(piece))
    )


def _names(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(plain_line, found))))


def written_tags(tags: Iterable[Any]) -> str:
    """`tags` so that `parse_tags` gives the same ones back."""
    names = (str(tag.name) for tag in tags)
    return ", ".join(
        f'"{name}"' if re.search(r"[,，、;；\s]", name) else name for name in names
    )


def give_address(tag: Any) -> None:
    """A new tag without an address of its own gets a readable, free one."""
    chosen = slugify(tag.name, allow_unicode=True)
    if re.fullmatch(rf"{re.escape(chosen)}(?:_\d+)?", tag.slug):
        wanted = tag_slug(tag.name)
        alike = type(tag).objects.filter(slug__startswith=wanted)
        tag.slug = free_slug(wanted, alike.values_list("slug", flat=True))
