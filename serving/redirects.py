"""Old addresses lead on, with all that hangs on them."""

from urllib.parse import unquote

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import Resolver404, resolve

from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirects
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from serving.lookup import find_page

MOST_PARTS = 12


class RedirectMiddleware(WagtailRedirects):
    """Wagtail's own, for what hangs on a page's old address too.

    Wagtail knows the old address itself: a feed below it, a page of its list
    (`?page=2`) or what was published there later would be lost.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        if response.status_code != 404:
            return response
        answer = super().process_response(request, response)
        if answer is response:
            return follow_above(request) or response
        query = request.META["QUERY_STRING"]
        if query and "?" not in answer["Location"] and not _knows_query(request):
            answer["Location"] += f"?{query}"
        return answer


def _knows_query(request: HttpRequest) -> bool:
    """Whether the redirect found is for the address together with its query."""
    path = Redirect.normalise_path(request.get_full_path())
    site = Site.find_for_request(request)
    return Redirect.get_for_site(site).filter(old_path=path).exists()


def follow_above(request: HttpRequest) -> HttpResponse | None:
    """Where the nearest address above leads that has moved, and on from there."""
    path = request.path_info
    parts = [part for part in path.split("/") if part]
    if "\0" in path or len(parts) > MOST_PARTS:
        return None
    above = {
        Redirect.normalise_path("/" + "/".join(parts[:end])): end
        for end in range(1, len(parts))
    }
    site = Site.find_for_request(request)
    found = Redirect.get_for_site(site).filter(
        old_path__in=above, redirect_page__live=True
    )
    for redirect in sorted(
        found, key=lambda row: (-above[row.old_path], row.site_id is None)
    ):
        end = above[redirect.old_path]
        if redirect.link is None or _is_taken(request, parts[:end]):
            continue
        return _lead_on(redirect, parts[end:], request)
    return None


def _is_taken(request: HttpRequest, parts: list[str]) -> bool:
    """Whether another page stands where the redirect begins."""
    try:
        match = resolve("/" + "/".join(parts) + "/")
    except Resolver404:
        return False
    path = match.kwargs.get("path") or (match.args[0] if match.args else "")
    return match.url_name != "wagtail_serve" or find_page(request, path) is not None


def _lead_on(
    redirect: Redirect, rest: list[str], request: HttpRequest
) -> HttpResponse | None:
    end = "/" if request.path_info.endswith("/") else ""
    address = f"{redirect.link.rstrip('/')}/{'/'.join(rest)}{end}"
    if unquote(address) == request.path_info:
        return None
    if query := request.META["QUERY_STRING"]:
        address += f"?{query}"
    kinds = (HttpResponseRedirect, HttpResponsePermanentRedirect)
    return kinds[redirect.is_permanent](address)
