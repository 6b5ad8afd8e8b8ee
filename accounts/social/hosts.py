"""Which hosts a form that leads to a provider may be redirected to."""

from django.http import HttpRequest

from accounts.door.other_hosts import origin_of
from accounts.social.flow import load_backend
from accounts.social.providers import offered_providers


def provider_hosts(request: HttpRequest) -> list[str]:
    """Addresses of the providers offered, and others of their domain they lead on to."""
    hosts: list[str] = []
    for provider in offered_providers():
        origin = origin_of(load_backend(request, provider.name).authorization_url())
        scheme, _, host = origin.partition("://")
        hosts.append(origin)
        if host.count(".") > 1 and not host.split(":")[0].replace(".", "").isdigit():
            hosts.append(f"{scheme}://*.{'.'.join(host.split('.')[-2:])}")
    return hosts
