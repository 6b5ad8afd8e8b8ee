"""The access token of an app, in `Authorization: Bearer`."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.exceptions import InvalidToken

from django.utils.translation import gettext_lazy as _

from accounts.models import Device, User
from accounts.services.tokens import DEVICE_CLAIM


class TokenAuthentication(JWTAuthentication):
    """A token counts for as long as its device was not revoked, in one query."""

    def get_user(self, validated_token: Any) -> User:  # type: ignore[override]
        refusal = InvalidToken(str(_("登录已失效，请重新登录。")))
        device_id, user_id = validated_token.get(DEVICE_CLAIM), validated_token["sub"]
        device = (
            Device.objects.in_use()
            .filter(pk=device_id, user_id=user_id, user__is_active=True)
            .select_related("user")
            .first()
        )
        if device is None:
            raise refusal
        user: User = device.user
        user.device_id = device.pk  # type: ignore[attr-defined]
        return user


class TokenScheme(OpenApiAuthenticationExtension):
    """How the API's description shows it."""

    target_class = "accounts.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
