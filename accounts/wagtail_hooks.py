"""What the admin shows of an account."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail import hooks

from accounts.identity.faces import SMALL
from accounts.models import User


@hooks.register("get_avatar_url")
def avatar_url(user: User, size: int) -> str | None:
    """One picture for the site and the admin."""
    face = getattr(user, "face", None)
    if face is None:
        return None
    return face.small_picture if size * 2 <= SMALL else face.picture


@hooks.register("register_account_menu_item")
def settings_link(request: HttpRequest) -> dict[str, Any]:
    """From the admin's own settings to those of the person."""
    return {
        "url": reverse("accounts:second_factor_setup"),
        "label": _("两步验证"),
        "help_text": _("验证器应用、通行密钥和备用码。"),
    }
