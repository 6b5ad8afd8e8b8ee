"""Where one can go from a page: menu, other languages, the way back up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.db.models import F, IntegerField, Q, Value
from django.template import Context
from django.urls import translate_url
from django.utils import translation

from wagtail.models import Locale, Page, Site

from core.caching.making import note, note_end
from core.caching.pieces import are_shared, piece
from core.pages.addresses import HOME_DEPTH, paths_above
from core.pages.base import BasePage
from core.pages.querysets import published_pages
from core.written import Written
from home.models import FooterLink, SiteSettings, SocialAccount
from serving.languages import LanguageLink
from serving.templatetags.addresses import safe_address

register = template.Library()

LANGUAGE = ("locale__language_code",)
FIELDS = ("pk", "title", "slug", "path", "depth", "url_path", "locale", "expire_at")


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


@dataclass(slots=True)
class Frame:
    """What stands around every page of one site in one language.

    `homes` are the addresses of the open home pages, by language.
    """

    menu: Menu
    links: "SiteLinks"
    homes: dict[str, str]


def _frame(context: Context) -> Frame:
    """Each piece that shows something of it has to ask for it anew: see `piece`."""
    request: Any = context["request"]
    if not hasattr(request, "_frame") or are_shared():
        site = Site.find_for_request(request)
        name = f"frame {site and site.pk}"
        request._frame = piece(name, lambda: _made_frame(request))
    frame: Frame = request._frame
    return frame


def _made_frame(request: Any) -> Frame:
    pages = _signposts(translation.get_language())
    note("site", f"frame:{Locale.get_active().pk}")
    _note_signs(pages)
    homes = [page for page in pages if page.depth == HOME_DEPTH]
    note(*(f"key:{home.translation_key}" for home in homes))
    addresses = {home.locale.language_code: home.get_url(request) for home in homes}
    return Frame(
        _menu(pages, request),
        _site_links(pages, request, SiteSettings.for_request(request)),
        {code: address or "/" for code, address in addresses.items()},
    )


def _signposts(code: str) -> list[Page]:
    """Every page that all pages point at, in tree order; in one query."""
    in_menu = Q(show_in_menus=True) & (
        Q(topicpage__isnull=False) | Q(standardpage__isnull=False)
    )
    index = Q(topicindexpage__isnull=False) | Q(authorindexpage__isnull=False)
    needed = Q(in_menu | index, locale__language_code=code) | Q(depth=HOME_DEPTH)
    needed |= Q(pk__in=FooterLink.objects.exclude(page=None).values("page_id"))
    found = published_pages().filter(needed)
    return list(
        found.annotate(
            is_topic=~Q(topicpage=None),
            is_topic_index=~Q(topicindexpage=None),
            is_author_index=~Q(authorindexpage=None),
            is_standard=~Q(standardpage=None),
        )
        .select_related("locale")
        .only(*FIELDS, "translation_key", "show_in_menus", "locale__language_code")
        .order_by("path")
    )


def _versions_of(key: UUID) -> Any:
    versions = published_pages().filter(translation_key=key)
    return versions.select_related("locale").only(*FIELDS, *LANGUAGE)


VERSIONS: Written[Page] = Written(_versions_of, key=UUID)


def _above(page: Page) -> list[Page]:
    """The open pages above, in tree order."""
    above = published_pages().filter(path__in=paths_above(page))
    pages = list(
        above.select_related("locale").only(*FIELDS, *LANGUAGE).order_by("path")
    )
    _note_signs(pages)
    return pages


def _note_signs(pages: Iterable[Page]) -> None:
    """The answer says that these are there, and under which names."""
    for page in pages:
        note(f"sign:{page.pk}")
        note_end(page.expire_at)


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
    return _frame(context).menu


@register.simple_tag(takes_context=True)
def place_in(context: Context, menu: Menu) -> str:
    """The address asked for, where the top of the menu leads to it; else nothing."""
    request = context.get("request")
    path = request.path if request is not None else ""
    return path if any(item.url == path for item in menu.topics) else ""


def _menu(pages: list[Page], request: Any) -> Menu:
    menu = Menu()
    for page in pages:
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


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """One link for each language: this very page where it is translated.

    `page` is set on real translations (and on the page itself) only.
    """
    request = context.get("request")
    current = translation.get_language()
    page = _saved_page(context)
    links = []
    for code, name in settings.LANGUAGES:
        if code == current:
            links.append(LanguageLink(code, name, "", True, page))
        elif page is None:
            path = request.path if request else "/"
            links.append(LanguageLink(code, name, translate_url(path, code), False))
        elif home := _frame(context).homes.get(code):
            version = _versions(request, page).get(code)
            url = version.get_url(request) if version else home
            links.append(LanguageLink(code, name, url or "/", False, version))
    return links


def _versions(request: Any, page: Page) -> dict[str, Page]:
    """The page in other languages, where readers may open it; asked once."""
    known: dict[str, Page] | None = getattr(request, "_versions", None)
    if known is None:
        rows = VERSIONS.rows(key=page.translation_key)
        known = {row.locale.language_code: row for row in rows if row.pk != page.pk}
        _note_signs(known.values())
        if request is not None:
            request._versions = known
    return known


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str


@dataclass(slots=True)
class SiteLinks:
    footer: list[Link] = field(default_factory=list)
    social: list[Link] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def site_links(context: Context) -> SiteLinks:
    """The links of the foot; those to pages readers may not open are left out."""
    return _frame(context).links


def _site_links(pages: list[Page], request: Any, site: SiteSettings) -> SiteLinks:
    links = SiteLinks()
    known = {page.pk: page for page in pages}
    for is_social, _order, label, url, page_id in _link_rows(site):
        if page_id is not None:
            note(f"sign:{page_id}")
            page = known.get(page_id)
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


@register.simple_tag
def trail(page: BasePage | None) -> list[Page]:
    """The pages above `page` that readers may open, home left out."""
    if page is None or not getattr(page, "pk", None):
        return []
    return page.trail(lambda: _above(page))
