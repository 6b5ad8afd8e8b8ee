"""What a person tells of themselves, and their picture."""

import io
import secrets
from functools import partial
from typing import Any

from PIL import Image, ImageOps

from django.core.files.base import ContentFile, File
from django.db import transaction

from accounts.identity.faces import LARGE, SMALL, small_name
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


def encode_avatar(file: File[Any]) -> dict[int, bytes]:
    """The picture as square WebPs by their side, without anything else the file held.

    AvatarTooLargeError over 5 MB or for too many pixels; AvatarError for what is
    no picture of a known format.
    """
    if file.size is None or file.size > LARGEST:
        raise AvatarTooLargeError
    try:
        with opened_picture(file) as picture:
            upright = for_screens(picture).convert("RGBA")
            square = ImageOps.fit(upright, (LARGE, LARGE))
            paper = Image.new("RGB", square.size, "white")
            paper.paste(square, mask=square.getchannel("A"))
            return {side: _encoded(paper, side) for side in (SMALL, LARGE)}
    except PictureTooLargeError as huge:
        raise AvatarTooLargeError(huge.message) from huge
    except PictureError as broken:
        raise AvatarError from broken


def _encoded(picture: Image.Image, side: int) -> bytes:
    result = io.BytesIO()
    sized = picture.resize((side, side), Image.Resampling.LANCZOS)
    sized.save(result, "WEBP", quality=86)
    return result.getvalue()


def set_avatar(*, user: User, file: File[Any]) -> None:
    """Replace the picture of `user`, large and small; the old files go after the commit."""
    content = encode_avatar(file)
    with transaction.atomic():
        had = user.avatar.name
        name = f"{secrets.token_hex(8)}.webp"
        user.avatar.save(name, ContentFile(content[LARGE]), save=False)
        small = small_name(str(user.avatar.name))
        user.avatar.storage.save(small, ContentFile(content[SMALL]))
        user.save(update_fields=["avatar"])
        _delete_later(had)


def remove_avatar(*, user: User) -> None:
    had = user.avatar.name
    user.avatar = ""
    with transaction.atomic():
        user.save(update_fields=["avatar"])
        _delete_later(had)


def _delete_later(name: str | None) -> None:
    """Delete the picture called `name`, in both its sizes."""
    if name:
        for file in (name, small_name(name)):
            transaction.on_commit(partial(delete_file, file), robust=True)
