"""Which providers this site offers: those whose key and secret are set."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: Mapping[str, str | Promise] = {
    "weixin": _("微信"),
    "qq": "QQ",
    "weibo": _("微博"),
    "github": "GitHub",
    "google": "Google",
}


@dataclass(frozen=True)
class Provider:
    """`name` stands in addresses and rows, `title` is what people call it."""

    name: str
    title: str


def is_offered(name: str) -> bool:
    """Whether people can sign in by this provider here."""
    prefix = f"SOCIAL_AUTH_{name.upper()}"
    return name in TITLES and bool(
        getattr(settings, f"{prefix}_KEY", "")
        and getattr(settings, f"{prefix}_SECRET", "")
    )


def offered_providers() -> list[Provider]:
    """The providers of this site in the order they are shown."""
    return [Provider(name, title_of(name)) for name in TITLES if is_offered(name)]


def title_of(name: str) -> str:
    """What people call a provider, also one that is no longer offered."""
    return str(TITLES.get(name, name))
