"""What those who come without a reader ask for: rules for robots, the icon."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from core.caching.making import public_view

# Of every language: what is for one person, or finds something else for each.
PERSONAL = ("/accounts/", "/me/", "/search/")


@require_safe
@public_view()
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask for it without reading a page."""
    return redirect(static("img/favicon.svg"))


@require_safe
@public_view()
def robots(request: HttpRequest) -> HttpResponse:
    codes = [code for code, _name in settings.LANGUAGES]
    prefixes = ["" if code == settings.LANGUAGE_CODE else f"/{code}" for code in codes]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/admin/", "/api/", "/write/")),
        *(f"Disallow: {start}{path}" for start in prefixes for path in PERSONAL),
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
