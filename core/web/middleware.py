"""How public pages stay the same bytes for everyone, in the language of the address."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_cache_control

from core.caching.asked import wished_language
from core.caching.making import said_of

# How long proxies before the site may give a copy without asking, in seconds.
PUBLIC_SECONDS = 2


class AddressLocaleMiddleware(LocaleMiddleware):
    """The address decides the language; only `/api/` asks the browser's wishes.

    Django's middleware would add `Vary: Accept-Language` to pages whose language
    never depends on that header, and so split every cache.
    """

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith("/api/"):
            # No cookie: what is kept must not depend on one.
            wishes = request.headers.get("Accept-Language", "")
            translation.activate(wished_language(wishes))
            request.LANGUAGE_CODE = translation.get_language()
            return
        super().process_request(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path_info.startswith("/api/"):
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class PublicCacheMiddleware:
    """Marks answers that a view called public, and nothing else, as the same for all.

    It stands outside the session: a public answer that did not touch the session
    leaves without `Vary: Cookie` and with a short shared lifetime; one that did
    (a private page, say) is marked private instead. `core.caching` keeps the former.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") or response.has_header(
            "Cache-Control"
        ):
            return response
        said = said_of(request)
        if response.cookies or "Cookie" in response.get("Vary", ""):
            patch_cache_control(response, private=True, no_store=True)
        elif said is None:
            patch_cache_control(response, private=True, no_cache=True)
        elif response.status_code in (200, 301, 302, 304, 404):
            patch_cache_control(
                response, public=True, max_age=0, s_maxage=PUBLIC_SECONDS
            )
            response.said = said  # type: ignore[attr-defined]
        return response
