"""Which Content Security Policy goes with an answer: by its address."""

from http import HTTPStatus
from typing import Any

from csp.constants import NONE
from csp.middleware import CSPMiddleware, PolicyParts

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADMIN = "/admin/"


class PolicyMiddleware(CSPMiddleware):
    """The strict policy on the public site, others in the admin and for programs.

    On the site an answer that brings its own header keeps it; a view widens the policy
    of its page with `allow`. "Not modified" brings none: the browser would put it in
    the place of the one it keeps (RFC 9111, 3.2), and what a view widened is not known
    here.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return response
        if request.path_info.startswith(ADMIN):
            # The preview of a page comes through this once before, as the page itself.
            response.headers.pop("Content-Security-Policy", None)
        return super().process_response(request, response)

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only:
            parts.config = _policy_of(request.path_info, response)
        return parts


def _policy_of(path: str, response: HttpResponseBase) -> dict[str, Any] | None:
    is_page = response.get("Content-Type", "").startswith("text/html")
    if path.startswith("/api/") and not is_page:
        return settings.API_POLICY
    if path.startswith(ADMIN):
        return settings.ADMIN_POLICY
    return None


def allow(response: HttpResponseBase, sources: dict[str, list[str]]) -> None:
    """Let the page in `response` also use these sources, by directive."""
    usual = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    response._csp_replace = {  # type: ignore[attr-defined]
        name: [source for source in usual[name] if source != NONE] + more
        for name, more in sources.items()
    }
