"""The access token of an app, in `Authorization: Bearer`."""

from typing import Any

from drf_spectacular.authentication import SessionScheme as DefaultSessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import (
    SessionAuthentication as DjangoSessionAuthentication,
)
from rest_framework.request import Request
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.exceptions import InvalidToken

from django.utils.translation import gettext_lazy as _

from accounts.current import DEVICE_CLAIM
from accounts.door.consents import require_agreement
from accounts.models import Device, User


class AgreedMixin:
    """Lets nobody in who has not agreed to the terms in force.

    Raises AgreementDueError, but in views that say `is_open_without_consent`:
    agreeing, leaving, signing out.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        found = super().authenticate(request)  # type: ignore[misc]
        view = (request.parser_context or {}).get("view")
        if found and not getattr(view, "is_open_without_consent", False):
            require_agreement(found[0])
        return found  # type: ignore[no-any-return]


class SessionAuthentication(AgreedMixin, DjangoSessionAuthentication):
    """The browser's session."""


class TokenAuthentication(AgreedMixin, JWTAuthentication):
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
        return device.user


class SessionScheme(DefaultSessionScheme):
    """How the API's description shows the browser's session."""

    target_class = "accounts.door.api.authentication.SessionAuthentication"


class TokenScheme(OpenApiAuthenticationExtension):
    """How the API's description shows it."""

    target_class = "accounts.door.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
