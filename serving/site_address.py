"""Where the site stands on the web, as `SITE_URL` says."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

LOCAL_HOSTS = ("localhost", "127.0.0.1")
DEFAULT_PORTS = {"http": 80, "https": 443}


def follow_site_url(**kwargs: Any) -> None:
    """After each migrate: let a site that still stands on localhost follow `SITE_URL`.

    An address that an administrator has set is left alone.
    """
    from wagtail.models import Site

    url = urlsplit(settings.SITE_URL)
    port = url.port or DEFAULT_PORTS.get(url.scheme, 80)
    site = Site.objects.filter(is_default_site=True, hostname__in=LOCAL_HOSTS).first()
    if site is None or (site.hostname, site.port) == (url.hostname, port):
        return
    site.hostname, site.port = url.hostname or "localhost", port
    site.save()
