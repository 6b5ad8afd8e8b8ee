"""Which other hosts a page with ways in speaks to: providers, and a check for people."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.social.flow import load_backend
from accounts.social.providers import offered_providers
from core.web.policies import allow

# Tencent's check is a frame of its own hosts with what it needs to be drawn.
TENCENT = ["https://*.captcha.qcloud.com", "https://*.captcha.gtimg.com"]


def open_ways_in(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let the forms of this page lead to the providers offered here.

    Browsers hold where a form is redirected to against `form-action`, too.
    """
    sources = {"form-action": _provider_hosts(request)}
    if settings.HUMAN_PROVIDER == "tencent":
        script = _origin(settings.HUMAN_TENCENT_SCRIPT)
        kinds = ("script-src", "style-src", "frame-src", "connect-src")
        sources |= {kind: [script, *TENCENT] for kind in kinds}
    allow(response, sources)


def _provider_hosts(request: HttpRequest) -> list[str]:
    """Their addresses, and others of their domain that those lead on to."""
    hosts: list[str] = []
    for provider in offered_providers():
        origin = _origin(load_backend(request, provider.name).authorization_url())
        scheme, _, host = origin.partition("://")
        hosts.append(origin)
        if host.count(".") > 1 and not host.split(":")[0].replace(".", "").isdigit():
            hosts.append(f"{scheme}://*.{'.'.join(host.split('.')[-2:])}")
    return hosts


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
