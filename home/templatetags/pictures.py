"""Pictures in the shapes of `images.specs`, as Wagtail's responsive elements."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from wagtail.images.models import AbstractImage, AbstractRendition, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

from images.specs import SHAPES, SHARING_FILTER

register = template.Library()


def renditions_in_shape(
    image: AbstractImage, shape: str
) -> dict[str, AbstractRendition]:
    """The renditions of `image` in `shape`, looked up once per image object."""
    known = image.__dict__.setdefault("_renditions_by_shape", {})
    if shape not in known:
        known[shape] = get_renditions_or_not_found(image, SHAPES[shape])
    return known[shape]


@register.simple_tag
def picture_in_shape(
    image: AbstractImage | None, shape: str, **attributes: Any
) -> SafeString:
    """A `<picture>` (or `<img>` with `srcset`) of `image`; empty without one.

    `attributes` go on the `<img>`; an underscore in a name becomes a hyphen.
    Lazy unless `loading` says otherwise.
    """
    if image is None:
        return SafeString("")
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    named = {"alt": "", "loading": "lazy", "decoding": "async"} | named
    if named["loading"] == "eager":
        named["fetchpriority"] = "high"
    return Picture(renditions_in_shape(image, shape), named).__html__()


def sharing_image(image: AbstractImage | None) -> AbstractRendition | None:
    """The rendition social networks are given, if there is a picture at all."""
    if image is None:
        return None
    return renditions_in_shape(image, "hero")[SHARING_FILTER]
