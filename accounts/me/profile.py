"""What a person tells of themselves, and their picture."""

import io
import secrets
from typing import Any

from PIL import Image, ImageOps

from django.core.files.base import ContentFile, File
from django.db import transaction

from accounts.me.exceptions import AvatarError, AvatarTooLargeError
from accounts.models import User
from core.files import delete_file
from core.pictures import (
    PictureError,
    PictureTooLargeError,
    for_screens,
    opened_picture,
)

LARGEST = 5 * 1024 * 1024
SIDE = 400


def encode_avatar(file: File[Any]) -> bytes:
    """The picture as a square WebP of 400 px, without anything else the file held.

    AvatarTooLargeError over 5 MB or for too many pixels; AvatarError for what is
    no picture of a known format.
    """
    if file.size is None or file.size > LARGEST:
        raise AvatarTooLargeError
    result = io.BytesIO()
    try:
        with opened_picture(file) as picture:
            upright = for_screens(picture).convert("RGBA")
            square = ImageOps.fit(upright, (SIDE, SIDE))
            paper = Image.new("RGB", square.size, "white")
            paper.paste(square, mask=square.getchannel("A"))
            paper.save(result, "WEBP", quality=86)
    except PictureTooLargeError as huge:
        raise AvatarTooLargeError(huge.message) from huge
    except PictureError as broken:
        raise AvatarError from broken
    return result.getvalue()


def set_avatar(*, user: User, file: File[Any]) -> None:
    """Replace the picture of `user`; the old file goes after the commit."""
    content = encode_avatar(file)
    with transaction.atomic():
        had = user.avatar.name
        name = f"{secrets.token_hex(8)}.webp"
        user.avatar.save(name, ContentFile(content), save=False)
        user.save(update_fields=["avatar"])
        _delete_later(had)


def remove_avatar(*, user: User) -> None:
    had = user.avatar.name
    user.avatar = ""
    with transaction.atomic():
        user.save(update_fields=["avatar"])
        _delete_later(had)


def _delete_later(name: str | None) -> None:
    if name:
        transaction.on_commit(lambda: delete_file(name), robust=True)
