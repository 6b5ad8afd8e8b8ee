"""What is kept of an uploaded picture: checked, upright, and nobody's whereabouts."""

import io
import posixpath
from typing import Any

from PIL import Image
from PIL.ExifTags import Base

from django.core.files.base import ContentFile, File

from core.pictures import (
    MOST_PIXELS,
    SCREEN_MODES,
    PictureTooLargeError,
    for_screens,
    frames_of,
    opened_picture,
)
from images.intake.containers import STRIP
from images.intake.labels import label_in

SUFFIXES = {
    "AVIF": (".avif",),
    "GIF": (".gif",),
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
}
QUALITY: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 85},
    "JPEG": {"quality": 92, "optimize": True},
    "WEBP": {"quality": 92},
}


class CleanPicture(ContentFile):
    """A picture file that went through `clean_picture`."""

    def __init__(
        self, content: bytes, name: str, size: tuple[int, int], kind: str
    ) -> None:
        super().__init__(content, name=name)
        self.width, self.height = size
        self.content_type = f"image/{kind.lower()}"


def clean_picture(file: File, name: str) -> CleanPicture:
    """`file` as it may be published, under a name that says its true format.

    Every frame is decoded. Where and with what it was taken is gone; the colours'
    profile, the movement and the legal label of machine-made pictures stay. Pixels
    change only where screens want it: turned upright, eight bits, no printing ink.
    Cleaning twice changes nothing. PictureError for what is no whole picture.
    """
    file.seek(0)
    raw = file.read()
    source = io.BytesIO(raw)
    with opened_picture(source) as picture:
        # Photographs with a second view or a depth map: the first one counts.
        kind = "JPEG" if picture.format == "MPO" else str(picture.format)
        is_moving = kind != "JPEG" and _check_frames(picture) > 1
        label = label_in(picture, source)
        if kind in STRIP and _is_for_screens(picture):
            size, content = picture.size, STRIP[kind](raw, label)
        elif kind in STRIP or _tells(picture, label):
            size, content = _written_anew(picture, kind, label, is_moving=is_moving)
        else:
            size, content = picture.size, raw
    with opened_picture(io.BytesIO(content)):
        return CleanPicture(content, _with_suffix(name, kind), size, kind)


def _check_frames(picture: Image.Image) -> int:
    return sum(1 for _frame in frames_of(picture))


def _is_for_screens(picture: Image.Image) -> bool:
    turned = picture.getexif().get(Base.Orientation, 1) != 1
    return picture.mode in SCREEN_MODES and not turned


def _tells(picture: Image.Image, label: bytes) -> bool:
    """Whether an AVIF says more of itself than its label."""
    return bool(picture.getexif()) or (picture.info.get("xmp") or b"") != label


def _written_anew(
    picture: Image.Image, kind: str, label: bytes, *, is_moving: bool
) -> tuple[tuple[int, int], bytes]:
    options = dict(QUALITY.get(kind, {}))
    if label and kind != "PNG":
        options["xmp"] = label
    if is_moving:
        frames, times = _all_frames(picture)
        options |= {"save_all": True, "append_images": frames[1:], "duration": times}
        options["loop"] = picture.info.get("loop", 0)
        first = frames[0]
    else:
        first = for_screens(picture)
    options["icc_profile"] = first.info.get("icc_profile")
    result = io.BytesIO()
    first.info.pop("exif", None)
    first.save(result, kind, **options)
    content = result.getvalue()
    if kind in STRIP:
        content = STRIP[kind](content, label)
    return first.size, content


def _all_frames(picture: Image.Image) -> tuple[list[Image.Image], list[int]]:
    count = getattr(picture, "n_frames", 1)
    if picture.width * picture.height * count > MOST_PIXELS:
        raise PictureTooLargeError
    frames, times = [], []
    for frame in frames_of(picture):
        frames.append(for_screens(frame).copy())
        times.append(int(frame.info.get("duration", 100)))
    return frames, times


def _with_suffix(name: str, kind: str) -> str:
    stem, suffix = posixpath.splitext(name)
    known = SUFFIXES[kind]
    return name if suffix.lower() in known else stem + known[0]
