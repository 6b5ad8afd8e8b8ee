"""Signing up: by a code sent to a number or address, or by what proves as much."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.codes.links import make_ticket, read_ticket
from accounts.codes.services import check_code, is_mail, use_up
from accounts.door.consents import record_consents, require_consent
from accounts.door.exceptions import SignUpClosedError, UsernameTakenError
from accounts.identity.guarded_names import validate_username_for_people
from accounts.identity.identifiers import target_key
from accounts.identity.password_rules import normalise_password
from accounts.identity.usernames import (
    normalise_username,
    username_key,
)
from accounts.models import PendingSignUp, User
from accounts.preferences.services import remember_language

ACTIVATION_AGE = timedelta(hours=24)
VERIFIED_AGE = timedelta(minutes=15)


@dataclass(frozen=True)
class Newcomer:
    """What a person says of themselves; already checked by `clean_newcomer`."""

    username: str
    password: str


def clean_newcomer(username: str, password: str) -> Newcomer:
    """Both in their one spelling.

    Raises ValidationError with the fields `username` and `password`, all at once.
    """
    username, password = normalise_username(username), normalise_password(password)
    errors: dict[str, ValidationError] = {}
    try:
        validate_username_for_people(username)
    except ValidationError as refusal:
        errors["username"] = refusal
    try:
        validate_password(password, User(username=username))
    except ValidationError as refusal:
        errors["password"] = refusal
    if errors:
        raise ValidationError(errors)
    return Newcomer(username=username, password=password)


def username_count(username: str) -> int:
    """How many have this name or one that looks like it: 0 or 1."""
    key = username_key(normalise_username(username))
    waiting = PendingSignUp.objects.filter(
        username_key=key, expires_at__gt=timezone.now()
    )
    return int(User.objects.filter(username_key=key).exists() or waiting.exists())


def target_count(target: str) -> int:
    """How many accounts have this E.164 number or e-mail address: 0 or 1."""
    field = "email_key" if is_mail(target) else "mobile"
    return int(User.objects.filter(**{field: target_key(target)}).exists())


def sign_up_by_code(
    *, newcomer: Newcomer, target: str, digits: str, accepts: bool
) -> User:
    """Make an account for the owner of `target`, who proves it by a code.

    Of several calls with one code, one makes the account. UsernameTakenError leaves
    the code as it was; SignUpClosedError says that the number has an account.
    """
    versions = require_consent(accepts)
    code = check_code(purpose="sign_up", target=target, digits=digits)
    if target_count(target):
        raise SignUpClosedError
    with transaction.atomic():
        user = create_user(newcomer, target=code.target, versions=versions)
        use_up(code)
    return user


def verified_ticket(target: str) -> str:
    """Says for 15 minutes that its holder has proved to own `target`."""
    return make_ticket("verified", {"target": target})


def sign_up_by_ticket(*, newcomer: Newcomer, ticket: str, accepts: bool) -> User:
    """As `sign_up_by_code`, for people who have just proved the number at signing in."""
    versions = require_consent(accepts)
    target = verified_target(ticket)
    if target_count(target):
        raise SignUpClosedError
    with transaction.atomic():
        return create_user(newcomer, target=target, versions=versions)


def verified_target(ticket: str) -> str:
    """The number or address a ticket speaks of; link errors where it is none."""
    return str(read_ticket("verified", ticket, max_age=VERIFIED_AGE)["target"])


def create_user(
    newcomer: Newcomer,
    *,
    target: str,
    versions: dict[str, str],
    is_hashed: bool = False,
) -> User:
    """The row of a new account, within the caller's transaction.

    UsernameTakenError or SignUpClosedError where somebody was faster.
    """
    user = User(username=newcomer.username)
    if is_hashed:
        user.password = newcomer.password
    else:
        user.set_password(newcomer.password)
    if is_mail(target):
        user.email, user.email_verified_at = target, timezone.now()
    elif target:
        user.mobile = target
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as clash:
        if target and target_count(target):
            raise SignUpClosedError from clash
        raise UsernameTakenError from clash
    record_consents(user=user, versions=versions)
    remember_language(user)
    return user
