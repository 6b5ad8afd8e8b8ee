"""Pictures in the shapes of `images.specs`, as Wagtail's responsive elements."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from wagtail.images.models import AbstractImage, AbstractRendition

from images.renditions import in_shape, picture_html
from images.specs import SHARING_FILTER

register = template.Library()


@register.simple_tag
def picture_in_shape(
    image: AbstractImage | None, shape: str, **attributes: Any
) -> SafeString:
    """A `<picture>` (or `<img>` with `srcset`) of `image`; empty without one.

    `attributes` go on the `<img>`; an underscore in a name becomes a hyphen.
    Lazy unless `loading` says otherwise. Before the picture is drawn, and where
    it cannot be, its `alt` stands there.
    """
    if image is None:
        return SafeString("")
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    named = {"alt": "", "loading": "lazy", "decoding": "async"} | named
    if named["loading"] == "eager":
        named["fetchpriority"] = "high"
    return picture_html(in_shape(image, shape), named)


def sharing_image(image: AbstractImage | None) -> AbstractRendition | None:
    """The rendition social networks are given, if there is one."""
    return None if image is None else in_shape(image, "hero").get(SHARING_FILTER)
