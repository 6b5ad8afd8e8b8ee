"""Second factors: an app for codes, passkeys, and codes to keep in a drawer."""

import secrets

from django_otp import devices_for_user, match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from django.conf import settings
from django.db import transaction

from accounts.devices.services import revoke_devices
from accounts.models import User
from accounts.staff.exceptions import LastFactorError, SecondFactorWrongError
from accounts.staff.rules import is_staff_member

RECOVERY_CODES = 8
# Nothing that is read as something else: no 0 and o, no 1 and l.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def pending_app(user: User) -> TOTPDevice:
    """The app being set up: the same until its first code is right."""
    device, _made = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "app"}
    )
    return device


@transaction.atomic
def confirm_app(*, user: User, digits: str) -> TOTPDevice:
    """Finish setting up with the app's first code; an earlier app is replaced.

    Raises SecondFactorWrongError, and the pending app stays.
    """
    device = pending_app(user)
    if not device.verify_token(digits.strip().replace(" ", "")):
        raise SecondFactorWrongError
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return device


def check_second_factor(*, user: User, digits: str) -> object:
    """The device whose code this is: of the app, or one from the drawer.

    Raises SecondFactorWrongError; django-otp makes guessing slower each time.
    """
    device = match_token(user, digits.strip().replace(" ", "").lower())
    if device is None:
        raise SecondFactorWrongError
    return device


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Eight codes that work once each; earlier ones stop working."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [
        "".join(secrets.choice(LETTERS) for _ in range(10))
        for _ in range(RECOVERY_CODES)
    ]
    StaticToken.objects.bulk_create(
        [StaticToken(device=device, token=code) for code in codes]
    )
    return codes


def app_of(user: User) -> TOTPDevice | None:
    """The app that is set up to the end."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def passkeys_of(user: User) -> list[WebAuthnCredential]:
    return list(WebAuthnCredential.objects.filter(user=user, confirmed=True))


@transaction.atomic
def remove_factors(*, user: User) -> int:
    """Remove every factor of `user` and end every sign-in; how many factors.

    For an operator who knows the person: nobody gets in who has lost all factors.
    """
    factors = list(devices_for_user(user, confirmed=None))
    for factor in factors:
        factor.delete()
    revoke_devices(user=user)
    return len(factors)


@transaction.atomic
def remove_factor(*, user: User, persistent_id: str) -> None:
    """Remove an app or passkey of `user`.

    Raises LastFactorError for the last one of staff who must have one; without any,
    the recovery codes go too.
    """
    User.objects.select_for_update().get(pk=user.pk)
    factors = [
        device
        for device in devices_for_user(user, confirmed=True)
        if not isinstance(device, StaticDevice)
    ]
    chosen = [device for device in factors if device.persistent_id == persistent_id]
    if not chosen:
        return
    if len(factors) == 1 and settings.STAFF_SECOND_FACTOR and is_staff_member(user):
        raise LastFactorError
    chosen[0].delete()
    if len(factors) == 1:
        StaticDevice.objects.filter(user=user).delete()
