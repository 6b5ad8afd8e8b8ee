"""Which kept answers a changed picture, or a new size of one, makes old."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from wagtail.documents import get_document_model

from core.caching.purging import purge
from images.models import CustomImage, Rendition


def picture_changed(sender: type, instance: CustomImage, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        purge(instance.row_tag, "images", gone="created" not in kwargs)


def size_changed(sender: type, instance: Rendition, **kwargs: Any) -> None:
    """Pages that had no picture of this size show the words in its place."""
    purge(f"image:{instance.image_id}")


def file_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    purge("images", gone="created" not in kwargs)


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    for receiver, sender in (
        (picture_changed, CustomImage),
        (size_changed, Rendition),
        (file_changed, get_document_model()),
    ):
        for signal in (post_save, post_delete):
            uid = f"images.shown.{receiver.__name__}"
            signal.connect(receiver, sender, dispatch_uid=uid)
