"""Where one can go from a page: menu, other languages, the way back up."""

from dataclasses import dataclass, field
from typing import Any

from django import template
from django.conf import settings
from django.db.models import F, IntegerField, Q, Value
from django.template import Context
from django.urls import translate_url
from django.utils import translation

from wagtail.models import Page

from core.caching.making import note
from core.pages.addresses import HOME_DEPTH, paths_above
from core.pages.base import BasePage
from core.pages.querysets import published_pages
from home.models import FooterLink, SiteSettings, SocialAccount
from serving.languages import LanguageLink
from serving.templatetags.addresses import safe_address

register = template.Library()

FIELDS = ("pk", "title", "slug", "path", "depth", "url_path", "locale")


@dataclass(slots=True)
class MenuItem:
    title: str
    url: str
    path: str
    children: list["MenuItem"] = field(default_factory=list)


@dataclass(slots=True)
class Menu:
    """Topics as a tree, the pages listing topics and authors, and plain pages."""

    topics: list[MenuItem] = field(default_factory=list)
    topic_index: MenuItem | None = None
    author_index: MenuItem | None = None
    pages: list[MenuItem] = field(default_factory=list)


def _needed(page: Page | None, code: str) -> Q:
    """What menu, language links and foot point at, in the language `code`."""
    in_menu = Q(show_in_menus=True) & (
        Q(topicpage__isnull=False) | Q(standardpage__isnull=False)
    )
    index = Q(topicindexpage__isnull=False) | Q(authorindexpage__isnull=False)
    needed = Q(in_menu | index, locale__language_code=code)
    needed |= Q(pk__in=FooterLink.objects.exclude(page=None).values("page_id"))
    if page is not None:
        needed |= Q(translation_key=page.translation_key) | Q(depth=HOME_DEPTH)
        needed |= Q(path__in=paths_above(page))
    return needed


def _signposts(context: Context) -> list[Page]:
    """Every page the frame points at, in tree order; one query per page view."""
    request, page = context.get("request"), _saved_page(context)
    if (kept := getattr(request, "_signposts", None)) is not None:
        return kept
    found = (
        published_pages()
        .filter(_needed(page, translation.get_language()))
        .annotate(
            is_topic=~Q(topicpage=None),
            is_topic_index=~Q(topicindexpage=None),
            is_author_index=~Q(authorindexpage=None),
            is_standard=~Q(standardpage=None),
        )
        .select_related("locale")
        .only(*FIELDS, "translation_key", "show_in_menus", "locale__language_code")
        .order_by("path")
    )
    pages = list(found)
    note("site", *(f"sign:{known.pk}" for known in pages))
    for known in pages:
        if page is not None and known.locale_id == page.locale_id:
            page.locale = known.locale  # spares a query for each address built
    if request is not None:
        request._signposts = pages
    return pages


def _saved_page(context: Context) -> Page | None:
    page = context.get("page")
    return page if getattr(page, "pk", None) else None


def _place(items: list[MenuItem], item: MenuItem) -> None:
    """Put `item` below its nearest ancestor in the tree `items`, else on top."""
    while items and item.path.startswith(items[-1].path):
        items = items[-1].children
    items.append(item)


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> Menu:
    """The menu in the language of the address."""
    request, menu = context.get("request"), Menu()
    for page in _signposts(context):
        if page.locale.language_code != translation.get_language():
            continue
        item = MenuItem(page.title, page.get_url(request) or "", page.path)
        if page.is_topic_index:
            menu.topic_index = item
        elif page.is_author_index:
            menu.author_index = item
        elif page.is_topic and page.show_in_menus:
            _place(menu.topics, item)
        elif page.is_standard and page.show_in_menus:
            menu.pages.append(item)
    return menu


def _counterparts(context: Context, page: Page) -> dict[str, Page]:
    """By language: the translation of `page`, else the home page."""
    chosen: dict[str, Page] = {}
    for other in _signposts(context):
        code = other.locale.language_code
        is_translation = other.translation_key == page.translation_key
        is_home = other.depth == HOME_DEPTH and code not in chosen
        if other.pk != page.pk and (is_translation or is_home):
            chosen[code] = other
    return chosen


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """One link for each language: this very page where it is translated.

    `page` is set on real translations (and on the page itself) only.
    """
    request = context.get("request")
    current = translation.get_language()
    page = _saved_page(context)
    others = _counterparts(context, page) if page else None
    links = []
    for code, name in settings.LANGUAGES:
        if code == current:
            links.append(LanguageLink(code, name, "", True, page))
        elif others is None:
            path = request.path if request else "/"
            links.append(LanguageLink(code, name, translate_url(path, code), False))
        elif other := others.get(code):
            same = page and other.translation_key == page.translation_key
            url = other.get_url(request) or "/"
            links.append(LanguageLink(code, name, url, False, other if same else None))
    return links


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str


@dataclass(slots=True)
class SiteLinks:
    footer: list[Link] = field(default_factory=list)
    social: list[Link] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def site_links(context: Context, site: SiteSettings) -> SiteLinks:
    """The links of the foot; those to pages readers may not open are left out."""
    links, request = SiteLinks(), context.get("request")
    pages = {page.pk: page for page in _signposts(context)}
    for is_social, _order, label, url, page_id in _link_rows(site):
        if page_id is not None:
            page = pages.get(page_id)
            url = page.get_url(request) if page else ""
        if url := safe_address(url):
            (links.social if is_social else links.footer).append(Link(label, url))
    return links


def _link_rows(site: SiteSettings) -> Any:
    """Both kinds of links in one query: social?, order, label, address, page id."""
    columns = ("kind", "order", "label", "url", "target")
    none = Value(None, output_field=IntegerField())
    footer = FooterLink.objects.filter(settings=site).annotate(
        kind=Value(0), order=F("sort_order"), target=F("page_id")
    )
    social = SocialAccount.objects.filter(settings=site).annotate(
        kind=Value(1), order=F("sort_order"), target=none
    )
    rows = footer.order_by().values_list(*columns)
    return rows.union(social.order_by().values_list(*columns), all=True).order_by(
        "kind", "order"
    )


@register.simple_tag(takes_context=True)
def trail(context: Context, page: BasePage | None) -> list[Page]:
    """The pages above `page` that readers may open, home left out."""
    if page is None or not getattr(page, "pk", None):
        return []
    return page.trail(lambda: _signposts(context))
