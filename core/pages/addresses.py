"""Addresses the site itself needs, which no page directly below a home page may take."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import gettext as _

from wagtail.models import Page

HOME_DEPTH = 2
# What an address begins with, up to the first thing that varies.
FIRST_PART = re.compile(r"^\^?([\w\-.]+)")


def paths_above(page: Page) -> list[str]:
    """Tree paths of the pages between home and `page`."""
    step = page.steplen
    return [page.path[: step * depth] for depth in range(HOME_DEPTH + 1, page.depth)]


def keys_at(paths: Iterable[str]) -> list[int]:
    """Keys of the pages at these tree paths: they stay when pages change their order."""
    pages = Page.objects.filter(path__in=set(paths)).order_by()
    return list(pages.values_list("pk", flat=True))


@cache
def reserved_slugs() -> frozenset[str]:
    """First parts of every address that is no page, read from the patterns."""
    languages = {code for code, _name in settings.LANGUAGES}
    files = {urlsplit(url).path for url in (settings.STATIC_URL, settings.MEDIA_URL)}
    folders = {path.strip("/").partition("/")[0] for path in files} - {""}
    found = {*_first_parts(get_resolver().url_patterns), *languages, *folders}
    return frozenset(name.lower() for name in found)


def _first_parts(patterns: list[Any]) -> Iterator[str]:
    for entry in patterns:
        found = FIRST_PART.match(str(entry.pattern).replace("\\", ""))
        is_prefix = isinstance(entry.pattern, LocalePrefixPattern)
        if found and not is_prefix:
            yield found[1]
        elif isinstance(entry, URLResolver):
            yield from _first_parts(entry.url_patterns)


def is_reserved(slug: str, parent: Any) -> bool:
    """Whether a page `slug` below `parent` would hide behind an address of the site."""
    at_the_root = parent is not None and parent.depth == HOME_DEPTH
    return at_the_root and slug.lower() in reserved_slugs()


def refuse_reserved(slug: str, parent: Any) -> None:
    """Raise a `ValidationError` on `slug` where `is_reserved` says so."""
    if is_reserved(slug, parent):
        raise ValidationError({"slug": refusal(slug)}, code="slug_reserved")


def refusal(slug: str) -> str:
    message = _("地址“%(slug)s”是网站自己要用的，读者会打不开这一页。请换一个。")
    return message % {"slug": slug}
