"""Which other hosts a page with ways in speaks to: providers, and a check for people."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.registry import Registry
from core.web.policies import allow

# Tencent's check is a frame of its own hosts with what it needs to be drawn.
TENCENT = ["https://*.captcha.qcloud.com", "https://*.captcha.gtimg.com"]

FindHosts = Callable[[HttpRequest], list[str]]
# Where else forms of these pages lead.
FORM_TARGETS: Registry[str, FindHosts] = Registry("form targets")


def open_ways_in(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the forms of this page lead to the providers offered here.

    Browsers hold where a form is redirected to against `form-action`, too.
    """
    hosts = [host for find in FORM_TARGETS for host in find(request)]
    sources = {"form-action": hosts}
    if settings.HUMAN_PROVIDER == "tencent":
        script = origin_of(settings.HUMAN_TENCENT_SCRIPT)
        kinds = ("script-src", "style-src", "frame-src", "connect-src")
        sources |= {kind: [script, *TENCENT] for kind in kinds}
    allow(response, sources)


def origin_of(address: str) -> str:
    """`https://example.com:8443` of an address there."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
