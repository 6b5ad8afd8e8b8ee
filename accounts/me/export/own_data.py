"""What accounts themselves keep of a person, for the copy of their data."""

from collections.abc import Iterator

from social_django.models import UserSocialAuth

from accounts.me.export.registry import ExportedFile, json_file
from accounts.models import User
from accounts.preferences.selectors import preferences_of

PROFILE = (
    "id username nickname mobile email email_verified_at bio gender birthday city "
    "website date_joined last_login"
).split()
DEVICE = "kind user_agent address created_at last_seen_at revoked_at".split()
CONSENT = "document version accepted_at".split()
CHOICES = (
    "language theme is_searchable shows_gender shows_birthday shows_city"
).split()


def account_files(user: User) -> Iterator[ExportedFile]:
    """Profile, picture, preferences, sign-ins, consents and bound accounts."""
    yield json_file("profile.json", {name: getattr(user, name) for name in PROFILE})
    chosen = preferences_of(user)
    yield json_file(
        "preferences.json", {name: getattr(chosen, name) for name in CHOICES}
    )
    yield json_file("devices.json", list(user.devices.values(*DEVICE)))
    consents = user.consents.order_by("accepted_at", "pk")
    yield json_file("consents.json", list(consents.values(*CONSENT)))
    bound = UserSocialAuth.objects.filter(user=user).order_by("pk")
    yield json_file(
        "bindings.json",
        list(bound.values("provider", "uid", "extra_data", "created")),
    )
    if name := user.avatar.name:
        with user.avatar.storage.open(name, "rb") as picture:
            yield ExportedFile("avatar.webp", picture.read())
