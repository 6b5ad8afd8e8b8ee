"""Drawings of the demo library as images of the CMS, each drawn once."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from wagtail.models import Collection

from articles.receivers import PICTURES
from demo.covers import draw, draw_avatar
from images.models import CustomImage
from images.services import draw as draw_sizes
from images.specs import SHAPES

COLLECTION = "演示图库"
QUALITY = 86


def demo_collection() -> Collection:
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(instance=Collection(name=COLLECTION))


def avatar(key: str) -> ContentFile:
    """The portrait drawn from `key`, as somebody would upload it."""
    buffer = BytesIO()
    draw_avatar(key).save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name=f"avatar-{key}.png")


def cover(key: str, alt: str = "", *, owner: Any = None) -> CustomImage:
    """The cover drawn from `key`; `alt` describes it when it is drawn first.

    Its `owner` is who shows it: nobody opens others' pictures by naming them.
    """
    collection, name = demo_collection(), f"cover-{key}"
    existing = CustomImage.objects.filter(collection=collection, title=name).first()
    if existing is not None:
        return existing
    buffer = BytesIO()
    draw(key).convert("RGB").save(buffer, "JPEG", quality=QUALITY, progressive=True)
    buffer.seek(0)
    image = CustomImage(
        title=name,
        description=alt[:255],
        collection=collection,
        uploaded_by_user=owner,
        file=ImageFile(buffer, name=f"{name}.jpg"),
    )
    image.save()
    return image


def draw_covers() -> None:
    """The sizes of covers that the pages of the library show."""
    for model, (column, shapes) in PICTURES.items():
        field = column.removesuffix("_id")
        specs = [spec for shape in shapes for spec in SHAPES[shape]]
        shown = model.objects.filter(live=True).exclude(**{field: None})
        for page in shown.select_related(field):
            draw_sizes(getattr(page, field), specs)
