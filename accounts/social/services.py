"""Binding identities to accounts, and letting them go."""

from social_django.models import UserSocialAuth

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.codes.mailing import write_to
from accounts.door.consents import require_consent
from accounts.door.exceptions import UsernameTakenError
from accounts.door.sign_up import (
    Newcomer,
    clean_newcomer,
    create_user,
    username_count,
)
from accounts.identity.guarded_names import validate_username_for_people
from accounts.identity.usernames import normalise_username
from accounts.me.letters import contact_changed_letter
from accounts.models import User
from accounts.social.exceptions import (
    IdentityTakenError,
    LastWayInError,
    ProviderBoundError,
)
from accounts.social.identity import Identity
from accounts.social.providers import title_of
from accounts.social.selectors import has_way_in, is_email_known
from accounts.staff.own_names import is_own_name
from core.letters import Letter


@transaction.atomic
def bind_identity(*, user: User, identity: Identity) -> UserSocialAuth:
    """`identity` becomes a way into the account of `user`; twice is as good as once.

    IdentityTakenError where it belongs to another account, ProviderBoundError where
    `user` has another identity at the same provider.
    """
    _lock(user)
    row = UserSocialAuth.get_social_auth(identity.provider, identity.uid)
    if row is not None:
        return _required(row, user)
    if UserSocialAuth.objects.filter(user=user, provider=identity.provider).exists():
        raise ProviderBoundError(title_of(identity.provider))
    row = _attach(user, identity)
    _tell_change(user, identity.provider)
    return row


@transaction.atomic
def unbind_identity(*, user: User, identity_id: int) -> bool:
    """Let an identity of `user` go; false where there is none.

    LastWayInError where the account could not be entered any more. Two calls at
    once wait for each other, so that one of the last two identities stays.
    """
    locked = _lock(user)
    row = UserSocialAuth.objects.filter(user=locked, pk=identity_id).first()
    if row is None:
        return False
    if not has_way_in(locked, without_identity=row.pk):
        raise LastWayInError
    row.delete()
    _tell_change(locked, row.provider)
    return True


def clean_first_visit(username: str, password: str) -> Newcomer:
    """As `clean_newcomer`, but an empty password stands for none at all."""
    if password:
        return clean_newcomer(username, password)
    username = normalise_username(username)
    try:
        validate_username_for_people(username)
    except ValidationError as refusal:
        raise ValidationError({"username": refusal}) from refusal
    return Newcomer(username=username, password="")


@transaction.atomic
def sign_up_with_identity(
    *, identity: Identity, newcomer: Newcomer, accepts: bool
) -> User:
    """A new account that `identity` opens; all of it is made, or nothing.

    An address the provider vouches for comes along, unless it has an account:
    accounts are never joined for having the same address. UsernameTakenError,
    IdentityTakenError, SignUpClosedError or ConsentMissingError.
    """
    versions = require_consent(accepts)
    if username_count(newcomer.username):
        raise UsernameTakenError
    hashed = Newcomer(newcomer.username, make_password(newcomer.password or None))
    email = "" if is_email_known(identity) else identity.email
    user = create_user(hashed, target=email, versions=versions, is_hashed=True)
    if identity.nickname and is_own_name(identity.nickname, owner=user):
        user.nickname = identity.nickname
        user.save(update_fields=["nickname"])
    _attach(user, identity)
    return user


def _lock(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _required(row: UserSocialAuth, user: User) -> UserSocialAuth:
    if row.user_id != user.pk:
        raise IdentityTakenError
    return row


def _attach(user: User, identity: Identity) -> UserSocialAuth:
    try:
        with transaction.atomic():
            return UserSocialAuth.objects.create(
                user=user,
                provider=identity.provider,
                uid=identity.uid,
                id_key=identity.id_key,
                extra_data={"nickname": identity.nickname},
            )
    except IntegrityError as clash:
        raise IdentityTakenError from clash


def _tell_change(user: User, provider: str) -> None:
    def letter() -> Letter:
        what = _("%(provider)s绑定") % {"provider": title_of(provider)}
        return contact_changed_letter(user.display_name, what)

    write_to(user, letter)
