"""Pictures in their shapes, for whoever shows them: nothing here ever raises."""

from typing import Any

from django.core.cache import cache
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail.images.models import (
    Filter,
    Picture,
    ResponsiveImage,
)

from accounts.identity.faces import FacePicture
from core.work.announcing import ask_for
from images.services import Renditions
from images.specs import SHAPES
from images.tasks import prepare_picture_task

# A picture that cannot be drawn is tried again no more often than this.
PAUSE = 600


def in_shape(image: Any, shape: str) -> Renditions:
    """The renditions of `image` in `shape` that are there, by filter.

    Readers wait for no drawing: what is missing is ordered of a worker.
    """
    known = image.__dict__.setdefault("_renditions_by_shape", {})
    if shape not in known:
        known[shape] = _there(image, shape)
    return known[shape]


def _there(image: Any, shape: str) -> Renditions:
    specs = SHAPES[shape]
    found = image.find_existing_renditions(*[Filter(spec=spec) for spec in specs])
    if len(found) < len(specs):
        _order(image, shape)
    there = {wanted.spec: rendition for wanted, rendition in found.items()}
    return {spec: there[spec] for spec in specs if spec in there}


def _order(image: Any, shape: str) -> None:
    """Have a worker draw `image`, unless that was ordered a moment ago."""
    key = f"picture-ordered:{image.pk}:{shape}:{image.file.name}"
    if cache.add(key, 1, PAUSE):
        ask_for(prepare_picture_task, (image.pk, [shape]), {})


def face_pictures(image: Any | None) -> tuple[FacePicture, ...]:
    """`image` as the picture of somebody without an account, as far as it is drawn."""
    found = {} if image is None else in_shape(image, "avatar")
    drawn = [row for spec, row in found.items() if spec.startswith("format-webp|")]
    sides = {row.width: str(row.url) for row in drawn}
    return tuple(FacePicture(sides[side], side) for side in sorted(sides))


def picture_html(found: Renditions, attributes: dict[str, Any]) -> SafeString:
    """A `<picture>` of several formats, or the words that stand for it."""
    if not found:
        return words_instead(attributes.get("alt", ""))
    return SafeString(Picture(_of_each_width(found), attributes).__html__())


def image_html(found: Renditions, attributes: dict[str, Any]) -> SafeString:
    """An `<img>` in several widths, or the words that stand for it."""
    if not found:
        return words_instead(attributes.get("alt", ""))
    return SafeString(ResponsiveImage(_of_each_width(found), attributes).__html__())


def _of_each_width(found: Renditions) -> Renditions:
    """A small picture is not enlarged: several filters give it one width."""
    seen: dict[tuple[str, int], str] = {}
    for spec, rendition in found.items():
        seen.setdefault((rendition.file.name.rpartition(".")[2], rendition.width), spec)
    return {spec: found[spec] for spec in seen.values()}


def words_instead(alt: str) -> SafeString:
    if not alt:
        return SafeString("")
    return format_html('<span class="picture-missing">{}</span>', alt)
