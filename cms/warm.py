"""What a process would load at its first request, loaded before it is forked."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

from wagtail import hooks

from core.caching.wrapper import PageCache

TEMPLATES = ("base.html", "articles/article_page.html", "wagtailadmin/base.html")


def warm_up() -> None:
    """Load addresses, hooks, templates and catalogues; asks no helper anything."""
    _ = get_resolver().url_patterns
    hooks.search_for_hooks()
    for name in TEMPLATES:
        get_template(name)
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("")


def with_page_cache(site: Callable[..., Any]) -> Callable[..., Any]:
    """The WSGI application `site` behind kept answers, unless the settings say no."""
    return PageCache(site) if settings.PAGE_CACHE else site
