"""Endpoints that change what only the owner of an account may change."""

from typing import Any

from rest_framework import serializers

from accounts.devices.api.base import LimitedOwnView
from accounts.door.ownership import require_owner
from accounts.identity.api_fields import PasswordField


class OwnerSerializer(serializers.Serializer):
    """`password` is the current one: needed 10 minutes after signing in."""

    password = PasswordField(required=False, default="", allow_blank=True)


class OwnerView(LimitedOwnView):
    """A change that needs the current password, or a sign-in of a moment ago."""

    def confirm(self, values: dict[str, Any]) -> None:
        """Raises what `require_owner` does, for the `password` among `values`."""
        require_owner(
            self.request._request,
            user=self.person,
            device_id=self.device,
            password=values["password"],
        )
