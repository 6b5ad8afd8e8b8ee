"""What a process would load at its first request, loaded before it is forked."""

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

from wagtail import hooks

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
