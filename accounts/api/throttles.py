"""How often the account endpoints may be asked, for one address."""

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from accounts.visitors import client_address


class AddressThrottle(SimpleRateThrottle):
    """Counts by the client's address, whoever is signed in."""

    def get_cache_key(self, request: Request, view: APIView) -> str:
        ident = client_address(request._request) or "unknown"
        return self.cache_format % {"scope": self.scope, "ident": ident}


class LookupThrottle(AddressThrottle):
    """Is this name free? An honest person asks a few times, a collector thousands."""

    scope = "lookup"


class AccountThrottle(AddressThrottle):
    """Sign-up, sign-in, codes and resets: the services have finer limits of their own."""

    scope = "account"
