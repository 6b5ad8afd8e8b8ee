"""What somebody asks for, read from a WSGI environment before Django sees it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

Environ = dict[str, Any]

# Longer ones are answered, but not kept.
MOST_ADDRESS, MOST_QUERY, MOST_VALUE = 1_000, 2_000, 300
LANGUAGE, ORIGIN, ACCEPT = "accept-language", "origin", "accept"
# What may split the answers of an address; any other `Vary` keeps them from being kept.
VARYING = frozenset({LANGUAGE, ORIGIN, ACCEPT, "accept-encoding"})
# In place of names: whatever stands in the query is known, else the view refuses it.
EVERY_NAME = ("*",)
# How much a form is wished for, at the end of its name.
WEIGHT = re.compile(r"\s*;\s*q=[\d.]+$")
# What programs say when any form of the answer will do.
ANY_FORM = ("", "*/*", "application/json")


@dataclass(frozen=True, slots=True)
class Rule:
    """What splits the answers of one address: names in the query, and headers.

    Where `params` is None anything may: only the bare address is kept. `EVERY_NAME` is
    for views that refuse what they do not know.
    """

    params: tuple[str, ...] | None = ()
    headers: frozenset[str] = frozenset()


@dataclass(slots=True)
class Asked:
    """A request that a kept answer may be for.

    `address` is scheme, host and path.
    """

    address: str
    query: str
    environ: Environ

    def key(self, rule: Rule) -> str | None:
        """What the answer is kept under; None where it must be made for itself."""
        known = self.known(rule)
        if known is None:
            return None
        if not known and not rule.headers:
            return self.address
        headers = [_reduced(name, self.environ) for name in sorted(rule.headers)]
        if None in headers:
            return None
        return "\n".join([self.address, known, *filter(None, headers)])

    def known(self, rule: Rule) -> str | None:
        """The query without what changes nothing, in the rule's order."""
        if not self.query or rule.params == ():
            return ""
        if rule.params is None:
            return None
        given = _values(self.query)
        if given is None:
            return None
        names = sorted(given) if rule.params == EVERY_NAME else rule.params
        pairs = [(name, given[name]) for name in names if name in given]
        if any(len(values) > 1 or len(values[0]) > MOST_VALUE for _n, values in pairs):
            return None
        return urlencode([(name, values[0]) for name, values in pairs])

    def is_plain(self, rule: Rule) -> bool:
        """Whether nothing stands in the query that the view does not know."""
        if not self.query or rule.params is None:
            return not self.query
        if rule.params == EVERY_NAME:
            return True
        given = _values(self.query)
        return given is not None and given.keys() <= set(rule.params)

    def alone(self, rule: Rule) -> Environ:
        """The environment of the request that makes the answer for all who ask so.

        Without what its maker has already, and without what changes nothing.
        """
        environ = {**self.environ, "REQUEST_METHOD": "GET"}
        known = self.known(rule)
        if known is not None:
            environ["QUERY_STRING"] = known
        for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"):
            environ.pop(name, None)
        return environ


def ask(environ: Environ) -> Asked | None:
    """What is asked for; None where no kept answer may be given."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    if "HTTP_AUTHORIZATION" in environ or _has_body(environ):
        return None
    if environ.get("SCRIPT_NAME"):
        # The site stands at the root of its host: `SITE_URL` has no path.
        return None
    host, path = environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", "")
    query = environ.get("QUERY_STRING", "")
    if len(path) > MOST_ADDRESS or len(query) > MOST_QUERY or not _is_plain_host(host):
        return None
    scheme = _scheme(environ)
    return Asked(f"{scheme}://{host}{path}", query, environ)


def _has_body(environ: Environ) -> bool:
    length = environ.get("CONTENT_LENGTH")
    return bool(length and length != "0") or "HTTP_TRANSFER_ENCODING" in environ


@lru_cache(maxsize=256)
def _is_plain_host(host: str) -> bool:
    """Whether `host` is written as browsers write it: one spelling, no odd port.

    Others are answered where Django allows them, but fill no place.
    """
    name, _colon, port = host.partition(":")
    if not name or name != name.lower() or name.endswith("."):
        return False
    site = settings.SITE_URL.partition("://")[2].partition("/")[0]
    return not port or host == site or settings.DEBUG


def _scheme(environ: Environ) -> str:
    """As Django decides it: `SECURE_PROXY_SSL_HEADER`."""
    said = settings.SECURE_PROXY_SSL_HEADER
    if said and (value := environ.get(said[0])) is not None:
        is_secure = value.split(",", 1)[0].strip() == said[1]
        return "https" if is_secure else "http"
    return str(environ.get("wsgi.url_scheme", "http"))


def _values(query: str) -> Mapping[str, list[str]] | None:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=30)
    except ValueError:
        return None
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return given


def _reduced(name: str, environ: Environ) -> str | None:
    """A header as far as it changes the answer; None where that is hard to say.

    Each begins with another sign, so that they are not taken for each other.
    """
    value = environ.get("HTTP_" + name.upper().replace("-", "_"), "")
    if name == ORIGIN:
        return f"o{value}" if value in settings.CORS_ALLOWED_ORIGINS else "o"
    if name == LANGUAGE:
        return f"l{wished_language(value)}"
    # Other parameters than a weight (`; indent=8`) change the form.
    first = WEIGHT.sub("", value.partition(",")[0].strip())
    return "a" if first in ANY_FORM and "text/html" not in value else None


@lru_cache(maxsize=512)
def wished_language(wishes: str) -> str:
    """The language of ours that `Accept-Language` asks for first, else the site's own."""
    for code, _quality in parse_accept_lang_header(wishes):
        if code == "*":
            break
        try:
            return str(get_supported_language_variant(code))
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)
