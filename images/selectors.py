"""Pictures for a whole screen, in two queries however many there are."""

from collections.abc import Iterable
from typing import Any

from images.models import CustomImage
from images.specs import SHAPES

# object, name of its foreign key to an image
Want = tuple[Any, str]


def attach_pictures(wants: Iterable[Want], *shapes: str) -> None:
    """Give each object its image with all renditions of `shapes` already loaded.

    Two queries in all; objects without an image are left as they are.
    """
    wanted = [(thing, name) for thing, name in wants if thing is not None]
    ids = {getattr(thing, f"{name}_id") for thing, name in wanted} - {None}
    if not ids:
        return
    filters = [spec for shape in shapes for spec in SHAPES[shape]]
    images = CustomImage.objects.prefetch_renditions(*filters).in_bulk(list(ids))
    for thing, name in wanted:
        image = images.get(getattr(thing, f"{name}_id"))
        if image is not None:
            setattr(thing, name, image)
