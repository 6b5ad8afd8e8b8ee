"""Whether a name or number is taken."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from django.core.exceptions import ValidationError

from accounts.door.api.serializers import CountSerializer
from accounts.door.sign_up import target_count, username_count
from accounts.identity.mobiles import parse_mobile
from accounts.identity.usernames import normalise_username, validate_username
from accounts.limits.api import LookupView
from core.api.errors import raise_for_fields


class UsernameCountView(LookupView):
    """Whether a username, or one that looks like it, is taken."""

    @extend_schema(
        operation_id="usernames_count", tags=["accounts"], responses=CountSerializer
    )
    def get(self, request: Request, name: str) -> Response:
        try:
            validate_username(normalise_username(name))
        except ValidationError as refusal:
            raise_for_fields(ValidationError({"username": refusal}))
        return Response({"count": username_count(name)})


class MobileCountView(LookupView):
    """Whether a mobile number has an account."""

    @extend_schema(
        operation_id="mobiles_count", tags=["accounts"], responses=CountSerializer
    )
    def get(self, request: Request, number: str) -> Response:
        try:
            mobile = parse_mobile(number)
        except ValidationError as refusal:
            raise_for_fields(ValidationError({"mobile": refusal}))
        return Response({"count": target_count(mobile)})
