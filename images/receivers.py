"""What follows from a new picture."""

from typing import Any

from django.db.models.signals import post_save

from images.models import CustomImage
from images.tasks import prepare_picture_task


def picture_came(sender: Any, instance: CustomImage, **kwargs: Any) -> None:
    # Most are shown in a text next; whoever saves it need not wait.
    if kwargs.get("created") and not kwargs.get("raw"):
        prepare_picture_task.delay_on_commit(instance.pk, ["text"])


def connect() -> None:
    """Called once, from `AppConfig.ready()`."""
    post_save.connect(
        picture_came, sender=CustomImage, dispatch_uid="images.picture_came"
    )
