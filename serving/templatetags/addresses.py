"""Addresses that people wrote: shown as a person reads them, followed only if safe."""

from urllib.parse import urlsplit

from django import template

register = template.Library()

SCHEMES = {"http", "https", "mailto"}


def _parts(url: str) -> tuple[str, str] | None:
    """Scheme and host of `url`, or None if it is no address at all."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower(), parts.hostname or ""
    except ValueError:
        return None


@register.filter
def safe_address(url: str | None) -> str:
    """`url` if a reader may follow it, else empty: `javascript:` never gets through.

    Safe are http, https and mailto, and paths of our own site.
    """
    url = (url or "").strip()
    parts = _parts(url)
    if parts is None:
        return ""
    scheme, host = parts
    if scheme:
        return url if scheme in SCHEMES else ""
    is_own = url.startswith(("/", "#", "?")) and not host and "\\" not in url
    return url if is_own else ""


@register.filter
def domain(url: str) -> str:
    """The host of `url` without `www.`; empty if it has none or is no address."""
    parts = _parts(url)
    return parts[1].removeprefix("www.") if parts else ""


@register.filter
def without_scheme(url: str) -> str:
    """`url` without what stands before the host, for showing."""
    _scheme, mark, rest = url.partition("://")
    return (rest if mark else url).rstrip("/")
