"""Which kept answers a change of an account makes old: all that show its face."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from accounts.models import Preferences, User
from core.caching.purging import purge

# What of an account others see.
SEEN = {"username", "nickname", "avatar", "bio", "is_active"}


def account_changed(sender: type, instance: User, **kwargs: Any) -> None:
    only = kwargs.get("update_fields")
    if kwargs.get("created") or kwargs.get("raw"):
        return
    if only is None or SEEN & set(only):
        purge(instance.row_tag)


def account_gone(sender: type, instance: User, **kwargs: Any) -> None:
    purge(instance.row_tag)


def preferences_changed(sender: type, instance: Preferences, **kwargs: Any) -> None:
    """Whether search engines may know of the person stands on pages and in the map."""
    if not kwargs.get("raw"):
        purge(f"user:{instance.user_id}", "pages")


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    for signal, receiver, sender in (
        (post_save, account_changed, User),
        (post_delete, account_gone, User),
        (post_save, preferences_changed, Preferences),
    ):
        uid = f"accounts.shown.{receiver.__name__}"
        signal.connect(receiver, sender, dispatch_uid=uid)
