"""One kept answer: status, headers and body, in every encoding it was asked for in."""

import gzip
import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import brotli

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import parse_http_date_safe

from core.caching.asked import VARYING, Environ, Rule
from core.caching.making import LIFE, Making, Public

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]

MOST_BYTES = 4 * 1024 * 1024
# An answer "not found" is kept this long at most, in seconds.
ABSENT_LIFE = 10
BRIEF = 60
KEPT_STATUS = (200, 301, 302, 404)
# Of one request, or told anew with each answer.
DROPPED = frozenset(
    {"content-length", "etag", "vary", "x-request-id", "x-correlation-id"}
)
# What "not modified" repeats (RFC 9110, 15.4.5).
REPEATED = frozenset({"cache-control", "content-location", "date", "expires", "vary"})
SQUEEZED = re.compile(
    r"text/|application/(?:[\w.+-]+\+)?(?:json|xml|javascript)|image/svg"
)
SMALL = 200
BROTLI_QUALITY, GZIP_LEVEL = 5, 6


@dataclass(slots=True)
class Kept:
    """`begun` is the number of the ledger when it began to be made, `made_at` a moment
    by the clock, `life` in seconds. `old_since` is set when what it shows has changed.
    """

    status: str
    headers: Headers
    etag: str
    body: bytes
    rule: Rule
    tags: frozenset[str]
    begun: int
    made_at: float
    life: float
    old_since: float | None = None
    _forms: dict[str, tuple[Headers, bytes]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        squeezed = sum(len(body) for name, (_h, body) in self._forms.items() if name)
        return len(self.body) + squeezed + 2_000

    @property
    def is_brief(self) -> bool:
        """Whether it is gone so soon that other processes need not know it."""
        return self.life <= BRIEF

    def is_fresh(self, now: float) -> bool:
        return self.old_since is None and now < self.made_at + self.life

    # --- Answering ------------------------------------------------------------

    def respond(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """The answer to this request, by the rules of RFC 9110."""
        if self._is_known(environ):
            start("304 Not Modified", self._not_modified())
            return []
        wishes = environ.get("HTTP_ACCEPT_ENCODING", "")
        headers, body = self.form(encoding_for(wishes) if wishes else "")
        start(self.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def form(self, encoding: str) -> tuple[Headers, bytes]:
        """Headers and body in `encoding`: "br", "gzip" or ""; squeezed once."""
        found = self._forms.get(encoding)
        if found is None:
            found = self._forms[encoding] = self._made_in(encoding)
        return found

    def _made_in(self, encoding: str) -> tuple[Headers, bytes]:
        body, headers = self.body, list(self.headers)
        if encoding and self._can_be_squeezed:
            squeeze = _brotli if encoding == "br" else _gzip
            body = squeeze(body)
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        if self.etag:
            headers.append(("ETag", self.etag))
        return headers, body

    @property
    def _can_be_squeezed(self) -> bool:
        kind = next((v for n, v in self.headers if n.lower() == "content-type"), "")
        return len(self.body) >= SMALL and SQUEEZED.match(kind) is not None

    def _not_modified(self) -> Headers:
        repeated = [pair for pair in self.headers if pair[0].lower() in REPEATED]
        return [*repeated, ("ETag", self.etag)] if self.etag else repeated

    def _is_known(self, environ: Environ) -> bool:
        """Whether the client has this very answer (RFC 9110, 13.2.2)."""
        if not self.status.startswith("200"):
            return False
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags is not None:
            return bool(self.etag) and (
                tags.strip() == "*" or _opaque(self.etag) in _opaque_tags(tags)
            )
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        changed = next((v for n, v in self.headers if n == "Last-Modified"), None)
        if since is None or changed is None:
            return False
        moment = parse_http_date_safe(since)
        return moment is not None and (parse_http_date_safe(changed) or 0) <= moment

    # --- Elsewhere ------------------------------------------------------------

    def to_bytes(self) -> bytes:
        """For a store other processes read; the body in its gzip form."""
        head = {
            "status": self.status,
            "headers": self.headers,
            "etag": self.etag,
            "params": self.rule.params,
            "split": sorted(self.rule.headers),
            "tags": sorted(self.tags),
            "begun": self.begun,
            "made_at": self.made_at,
            "life": self.life,
            "squeezed": self._can_be_squeezed,
        }
        return json.dumps(head).encode() + b"\n" + self.form("gzip")[1]

    @classmethod
    def from_bytes(cls, data: bytes) -> "Kept":
        raw, _newline, body = data.partition(b"\n")
        head = json.loads(raw)
        kept = cls(
            status=head["status"],
            headers=[(name, value) for name, value in head["headers"]],
            etag=head["etag"],
            body=gzip.decompress(body) if head["squeezed"] else body,
            rule=Rule(
                None if head["params"] is None else tuple(head["params"]),
                frozenset(head["split"]),
            ),
            tags=frozenset(head["tags"]),
            begun=head["begun"],
            made_at=head["made_at"],
            life=head["life"],
        )
        if head["squeezed"]:
            headers = [*kept.headers, ("Content-Encoding", "gzip")]
            headers.append(("Content-Length", str(len(body))))
            kept._forms["gzip"] = ([*headers, ("ETag", kept.etag)], body)
        return kept


def keepable(response: HttpResponseBase, said: Public | None) -> bool:
    """Whether this answer may be given to others."""
    return (
        said is not None
        and said.is_kept
        and isinstance(response, HttpResponse)
        and response.status_code in KEPT_STATUS
        and not response.cookies
        and "public" in response.get("Cache-Control", "")
        and _varies(response) <= VARYING
        and len(response.content) <= MOST_BYTES
    )


def _varies(response: HttpResponseBase) -> set[str]:
    names = response.get("Vary", "").lower().split(",")
    return {name.strip() for name in names if name.strip()}


def keep(
    response: HttpResponse, status: str, said: Public, making: Making, begun: int
) -> Kept:
    """The answer as it is kept; only for what is `keepable`."""
    split = _varies(response) - {"accept-encoding"}
    headers = [(n, v) for n, v in response.items() if n.lower() not in DROPPED]
    headers.append(("Vary", ", ".join(["Accept-Encoding", *sorted(split)])))
    etag = response.get("ETag", "")
    return Kept(
        status=status,
        headers=headers,
        # Weak: the same for every encoding.
        etag=etag if not etag or etag.startswith("W/") else f"W/{etag}",
        body=response.content,
        rule=Rule(said.params, frozenset(split)),
        tags=making.all_tags(),
        begun=begun,
        made_at=time.time(),
        life=_life(response, said, making),
    )


def _life(response: HttpResponse, said: Public, making: Making) -> float:
    life = float(said.life or LIFE)
    if response.status_code == 404:
        life = min(life, ABSENT_LIFE)
    if making.until is not None:
        life = min(life, (making.until - timezone.now()).total_seconds())
    return life


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=BROTLI_QUALITY))


def _opaque(tag: str) -> str:
    return tag.strip().removeprefix("W/")


@lru_cache(maxsize=1024)
def _opaque_tags(header: str) -> frozenset[str]:
    return frozenset(map(_opaque, header.split(",")))


@lru_cache(maxsize=512)
def encoding_for(wishes: str) -> str:
    """What of brotli and gzip `Accept-Encoding` allows (RFC 9110, 12.5.3), brotli first."""
    allowed: dict[str, bool] = {}
    for part in wishes.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        allowed[name.strip()] = not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    anything = allowed.get("*", False)
    for name in ("br", "gzip"):
        if allowed.get(name, anything):
            return name
    return ""
