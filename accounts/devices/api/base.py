"""What every endpoint about the person who asks has in common."""

from typing import Any

from rest_framework.permissions import IsAuthenticated
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.current import current_device, current_user
from accounts.limits.api import AccountThrottle
from accounts.models import User
from core.api.bodies import parsed


class OwnView(APIView):
    """An endpoint about the person who asks."""

    permission_classes = (IsAuthenticated,)

    @property
    def person(self) -> User:
        return current_user(self.request)

    @property
    def device(self) -> int | None:
        return current_device(self.request)

    def parsed(self, kind: type[Serializer]) -> dict[str, Any]:
        """The body, checked by `kind`."""
        return parsed(kind, self.request.data)


class LimitedOwnView(OwnView):
    """One that may be asked so often from one network."""

    throttle_classes = (AccountThrottle,)
