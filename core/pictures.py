"""Opening what people call pictures: whatever a decoder raises is one refusal."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from PIL import Image, ImageCms, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from django.utils.translation import gettext_lazy as _

from core.breaker import HelperAwayError
from core.exceptions import DomainError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# One frame in memory takes four bytes a pixel.
MOST_PIXELS = 64_000_000
MOST_FRAMES = 2_000
MOST_PIXELS_IN_ALL = 4 * MOST_PIXELS
SCREEN_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
SIXTEEN_BITS = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})


class PictureError(DomainError):
    code = "picture_unreadable"
    message = _(
        "这张图片打不开，可能已经损坏。请换一张 JPG、PNG、WebP、GIF 或 AVIF 图片。"
    )


class PictureTooLargeError(PictureError):
    code = "picture_too_large"
    message = _("这张图片的像素太多了，请先缩小到 6400 万像素以内。")


@contextmanager
def opened_picture(file: IO[bytes]) -> Iterator[Image.Image]:
    """The picture in `file`, its first frame decoded.

    PictureTooLargeError before a frame of too many pixels is decoded. Whatever
    else is raised, here or while the picture is worked on inside, is a
    PictureError: broken files make decoders raise anything.
    """
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureTooLargeError
            picture.load()
            yield picture
    except (DomainError, HelperAwayError):
        raise
    except (DecompressionBombError, DecompressionBombWarning, MemoryError) as huge:
        raise PictureTooLargeError from huge
    except Exception as broken:
        raise PictureError from broken


def frames_of(picture: Image.Image) -> Iterator[Image.Image]:
    """`picture` at each of its frames in turn, decoded; too many are refused."""
    area = picture.width * picture.height
    count = 0
    while True:
        try:
            picture.seek(count)
        except EOFError:
            break
        count += 1
        if count > MOST_FRAMES or count * area > MOST_PIXELS_IN_ALL:
            raise PictureTooLargeError
        picture.load()
        yield picture
    picture.seek(0)


def for_screens(picture: Image.Image) -> Image.Image:
    """`picture` upright and with eight bits a channel, in grey or RGB."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in SCREEN_MODES:
        return upright
    if upright.mode in SIXTEEN_BITS:
        grey = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        grey.info.pop("transparency", None)  # counted in sixteen bits
        return _without_profile(grey)
    if upright.mode == "CMYK":
        return _without_profile(_from_ink(upright))
    return _without_profile(upright.convert("RGB"))


def _from_ink(picture: Image.Image) -> Image.Image:
    """CMYK in the colours its profile means, where it has one that can be read."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        screen: Any = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(picture, source, screen, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        found = None
    return found or picture.convert("RGB")


def _without_profile(picture: Image.Image) -> Image.Image:
    """The profile of the old channels would bend the colours of the new ones."""
    picture.info.pop("icc_profile", None)
    return picture
