"""Fields of accounts that several endpoints share."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers

from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils.translation import gettext_lazy as _

from accounts.identity.emails import LONGEST as LONGEST_EMAIL
from accounts.identity.emails import parse_email
from accounts.identity.mobiles import LONGEST as LONGEST_MOBILE
from accounts.identity.mobiles import parse_mobile
from accounts.identity.password_rules import LONGEST as LONGEST_PASSWORD


class ParsedField(serializers.CharField):
    """Text that `parse` brings into its one spelling, or refuses."""

    def __init__(
        self, *, parse: Callable[[str], str], longest: int, **kwargs: Any
    ) -> None:
        self.parse = parse
        super().__init__(max_length=longest, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        try:
            return self.parse(text)
        except DjangoValidationError as refusal:
            raise serializers.ValidationError(
                refusal.message, code=refusal.code
            ) from refusal


class MobileField(ParsedField):
    """A mobile number as people write it; becomes E.164."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(parse=parse_mobile, longest=LONGEST_MOBILE, **kwargs)


class MailField(ParsedField):
    """A mail address; becomes the one spelling that is kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(parse=parse_email, longest=LONGEST_EMAIL, **kwargs)


class PasswordField(serializers.CharField):
    """A password: blanks count, and it is never sent back."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST_PASSWORD,
            trim_whitespace=False,
            write_only=True,
            style={"input_type": "password"},
            **kwargs,
        )


class TargetMixin(serializers.Serializer):
    """Exactly one of `mobile` and `email`; `target` is whichever came."""

    mobile = MobileField(required=False)
    email = MailField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        given = [attrs[name] for name in ("mobile", "email") if attrs.get(name)]
        if len(given) != 1:
            raise serializers.ValidationError(
                _("请填写手机号或邮箱，二者选一。"), code="one_target"
            )
        attrs["target"] = given[0]
        return attrs
