"""How a person can get into their account, and what they are called elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from social_django.models import UserSocialAuth

from django.core.exceptions import ValidationError

from accounts.door.sign_up import target_count, username_count
from accounts.identity.guarded_names import validate_username_for_people
from accounts.identity.usernames import normalise_username
from accounts.models import User
from accounts.social.identity import Identity
from accounts.social.providers import is_offered, title_of


@dataclass(frozen=True)
class Binding:
    """An identity bound to an account; `title` is what the provider is called."""

    id: int
    provider: str
    title: str
    nickname: str
    bound_at: datetime


def identities_of(user: User) -> list[Binding]:
    """What is bound to the account of `user`, oldest first."""
    rows = UserSocialAuth.objects.filter(user=user).order_by("created", "pk")
    return [binding_of(row) for row in rows]


def binding_of(row: UserSocialAuth) -> Binding:
    return Binding(
        id=row.pk,
        provider=row.provider,
        title=title_of(row.provider),
        nickname=row.extra_data.get("nickname", ""),
        bound_at=row.created,
    )


def owner_of(identity: Identity) -> User | None:
    """Whose account an identity is bound to."""
    row = UserSocialAuth.get_social_auth(identity.provider, identity.uid)
    return row.user if row is not None else None


def has_way_in(user: User, *, without_identity: int) -> bool:
    """Whether `user` can sign in by other means than this identity.

    A password, a number, a verified address, or an identity at a provider that is
    still offered here.
    """
    if user.has_usable_password() or user.mobile:
        return True
    if user.email and user.email_verified_at:
        return True
    others = UserSocialAuth.objects.filter(user=user).exclude(pk=without_identity)
    return any(is_offered(name) for name in others.values_list("provider", flat=True))


def suggested_username(identity: Identity) -> str:
    """What the person is called there, if it is a username that is free here."""
    for name in (identity.handle, identity.nickname):
        name = normalise_username(name)
        try:
            validate_username_for_people(name)
        except ValidationError:
            continue
        if not username_count(name):
            return name
    return ""


def is_email_known(identity: Identity) -> bool:
    """Whether the address the provider vouches for has an account already."""
    return bool(identity.email) and target_count(identity.email) > 0
