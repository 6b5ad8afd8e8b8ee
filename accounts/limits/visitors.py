"""Who is asking, as far as limits are concerned: an address and a browser."""

import ipaddress
import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

COOKIE = "visitor"
SHAPE = re.compile(r"[\w-]{22}")
YEAR = 365 * 24 * 3600
_WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](?::\d+)?|(?P<four>[\d.]+):\d+")


def client_address(request: HttpRequest) -> str | None:
    """The client's IP address.

    `X-Forwarded-For` can be written by anyone, so only its last `TRUSTED_PROXIES`
    entries count: each of our own proxies has added one, some with a port.
    """
    hops = settings.TRUSTED_PROXIES
    if hops:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        known = [entry.strip() for entry in forwarded if entry.strip()]
        if len(known) >= hops and (address := _valid(known[-hops])):
            return address
    return _valid(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """What limits count by: an IPv4 address, or the first of a household's /64.

    RFC 6177: a site has at least a /64, and may change its address within it at will.
    """
    ip = ipaddress.ip_address(address)
    if ip.version == 4:
        return str(ip)
    return str(ipaddress.ip_network((ip, 64), strict=False).network_address)


def client_network(request: HttpRequest) -> str | None:
    """`network_of` the client's address."""
    address = client_address(request)
    return network_of(address) if address else None


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


def _valid(entry: str) -> str | None:
    """`192.0.2.1`, `192.0.2.1:443`, `2001:db8::1` or `[2001:db8::1]:443`; an IPv4
    address within IPv6 is the IPv4 address."""
    found = _WITH_PORT.fullmatch(entry.strip())
    bare = (found["six"] or found["four"]) if found else entry.strip()
    try:
        ip = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return str(getattr(ip, "ipv4_mapped", None) or ip)
