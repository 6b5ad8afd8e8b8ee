"""What search engines and social networks are told about a page."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wagtail.models import Page

from accounts.identity.faces import Face
from core.templatetags.dates import language_tag
from images.templatetags.pictures import sharing_image
from serving.languages import LanguageLink

register = template.Library()

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def ld_json(data: dict[str, Any]) -> SafeString:
    """`data` as a JSON-LD element; nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 escaped above
    )


def _page_number(context: Context) -> int:
    for name in ("page_of_articles", "page_of_authors"):
        if name in context:
            return int(context[name].number)
    return 1


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    """The one absolute address of what is shown, with its page number from 2 on."""
    request: HttpRequest | None = context.get("request")
    page: Page | None = context.get("page")
    if page is not None and page.pk:
        address = page.get_full_url(request) or ""
    else:
        address = request.build_absolute_uri(request.path) if request else ""
    number = _page_number(context)
    return f"{address}?page={number}" if number > 1 and address else address


@register.simple_tag(takes_context=True)
def alternates(
    context: Context, languages: Iterable[LanguageLink], canonical: str
) -> list[tuple[str, str]]:
    """(`hreflang`, absolute address) of what is shown in each language it is there in.

    `x-default` is the site's own language, or the only one there is.
    https://developers.google.com/search/docs/specialty/international/localized-versions
    """
    request = context.get("request")
    found: dict[str, str] = {}
    for link in languages:
        if link.is_current:
            found[link.code] = canonical
        elif link.page is not None:
            found[link.code] = link.page.full_url
        elif not _is_page(context) and request is not None:
            found[link.code] = request.build_absolute_uri(link.url)
    if not canonical or not found:
        return []
    default = found.get(settings.LANGUAGE_CODE, canonical)
    versions = [(str(language_tag(code)), found[code]) for code in found]
    return [*versions, ("x-default", default)]


def _is_page(context: Context) -> bool:
    return bool(getattr(context.get("page"), "pk", None))


@register.simple_tag(takes_context=True)
def absolute_static(context: Context, name: str) -> str:
    """The whole address of one of our own files, as other sites need it."""
    request, address = context.get("request"), static(name)
    return request.build_absolute_uri(address) if request else address


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """The picture shown when a page is shared; `full_url` is absolute."""

    full_url: str
    width: int
    height: int


@register.simple_tag
def sharing_picture(page: Page | None) -> SharedPicture | None:
    """The picture of `page`, else the face of whose page it is, if there is one."""
    image = getattr(page, "image_for_sharing", None)
    if image is not None:
        drawn = sharing_image(image)
        return drawn and SharedPicture(drawn.full_url, drawn.width, drawn.height)
    face: Face | None = getattr(page, "face", None)
    if face is None or face.picture is None:
        return None
    return SharedPicture(urljoin(settings.SITE_URL, face.picture), face.side, face.side)


@register.simple_tag(takes_context=True)
def structured_data(context: Context, above: list[Page]) -> SafeString:
    """JSON-LD of the page: article or web site, and the pages `above` (schema.org)."""
    page, request = context.get("page"), context.get("request")
    if not getattr(page, "pk", None) or request is None:
        return SafeString("")
    graph = [_main_entity(context, page, request)]
    if above:
        graph.append(_breadcrumbs([*above, page], request))
    return ld_json({"@context": "https://schema.org", "@graph": graph})


def _main_entity(context: Context, page: Any, request: HttpRequest) -> dict[str, Any]:
    if page.schema_type in ENTITIES:
        return ENTITIES[page.schema_type](context, page, request)
    return {
        "@type": page.schema_type,
        "name": page.title,
        "description": page.description_for_sharing,
        "url": page.get_full_url(request),
        "inLanguage": language_tag(page.locale.language_code),
    }


def _article(context: Context, page: Any, request: HttpRequest) -> dict[str, Any]:
    data = {
        "@type": "Article",
        "headline": page.title,
        "description": page.description_for_sharing,
        "url": page.get_full_url(request),
        "inLanguage": language_tag(page.locale.language_code),
        "datePublished": _moment(page.first_published_at),
        "dateModified": _moment(page.last_published_at or page.first_published_at),
        "wordCount": page.rendered.words,
        "isAccessibleForFree": not context.get("is_gated", False),
        "publisher": {"@type": "Organization", "name": _site_name(context)},
    }
    if picture := sharing_picture(page):
        data["image"] = picture.full_url
    if author := page.author_page:
        data["author"] = {"@type": "Person", "name": author.title}
        if page.open_author:
            data["author"]["url"] = author.get_full_url(request)
    if not data["isAccessibleForFree"]:
        data["hasPart"] = {
            "@type": "WebPageElement",
            "isAccessibleForFree": False,
            "cssSelector": ".paywall",
        }
    return {key: value for key, value in data.items() if value not in (None, "")}


def _moment(value: Any) -> str | None:
    return value.isoformat(timespec="seconds") if value else None


def _site_name(context: Context) -> str:
    return str(context["settings"]["home"]["SiteSettings"].name)


def _web_site(context: Context, page: Page, request: HttpRequest) -> dict[str, Any]:
    address = page.get_full_url(request)
    data: dict[str, Any] = {
        "@type": "WebSite",
        "name": _site_name(context),
        "url": address,
        "inLanguage": language_tag(page.locale.language_code),
    }
    try:
        search = request.build_absolute_uri(reverse("search:search"))
    except NoReverseMatch:
        return data
    data["potentialAction"] = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{query}}"},
        "query-input": "required name=query",
    }
    return data


ENTITIES = {"Article": _article, "WebSite": _web_site}


def _breadcrumbs(pages: list[Page], request: HttpRequest) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": page.title,
                "item": page.get_full_url(request),
            }
            for number, page in enumerate(pages, start=1)
        ],
    }
