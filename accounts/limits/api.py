"""How often the account endpoints may be asked, from one network."""

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from accounts.limits.throttling import take_place
from accounts.limits.visitors import client_network
from core.api.views import PublicView


class AddressThrottle(SimpleRateThrottle):
    """Counts by the client's network, whoever is signed in."""

    num_requests: int
    duration: float

    def get_cache_key(self, request: Request, view: APIView) -> str:
        ident = client_network(request._request) or "unknown"
        return self.cache_format % {"scope": self.scope, "ident": ident}

    def allow_request(self, request: Request, view: APIView) -> bool:
        self.seconds_left = take_place(
            self.get_cache_key(request, view),
            limit=self.num_requests,
            seconds=self.duration,
        )
        return self.seconds_left is None

    def wait(self) -> float | None:
        return self.seconds_left


class LookupThrottle(AddressThrottle):
    """Is this name free? An honest person asks a few times, a collector thousands."""

    scope = "lookup"


class AccountThrottle(AddressThrottle):
    """Sign-up, sign-in, codes and resets: the services have finer limits of their own."""

    scope = "account"


class LimitedView(PublicView):
    """Open to everybody, so often from one network."""

    throttle_classes = (AccountThrottle,)


class LookupView(PublicView):
    """Says whether something is free, so often to one network."""

    throttle_classes = (LookupThrottle,)
