"""Who is asking, as far as limits are concerned: an address and a browser."""

import ipaddress
import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

COOKIE = "visitor"
SHAPE = re.compile(r"[\w-]{22}")
YEAR = 365 * 24 * 3600


def client_address(request: HttpRequest) -> str | None:
    """The client's IP address.

    `X-Forwarded-For` can be written by anyone, so only its last `TRUSTED_PROXIES`
    entries count: each of our own proxies has added one.
    """
    hops = settings.TRUSTED_PROXIES
    if hops:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        known = [entry.strip() for entry in forwarded if entry.strip()]
        if len(known) >= hops:
            return _valid(known[-hops])
    return _valid(request.META.get("REMOTE_ADDR", ""))


def visitor_of(request: HttpRequest) -> str:
    """The browser's own mark, or an empty string where it has none yet."""
    mark = request.COOKIES.get(COOKIE, "")
    return mark if SHAPE.fullmatch(mark) else ""


def mark_visitor(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give a browser without a mark one, for a year; scripts cannot read it."""
    if visitor_of(request):
        return
    response.set_cookie(
        COOKIE,
        secrets.token_urlsafe(16),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _valid(address: str) -> str | None:
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None
