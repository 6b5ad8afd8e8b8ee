from celery import shared_task

from images.models import CustomImage
from images.services import draw
from images.specs import SHAPES


@shared_task
def prepare_picture_task(image_id: int, shapes: list[str]) -> None:
    """Draw one image in all sizes of `shapes`, before a reader asks for them."""
    image = CustomImage.objects.filter(pk=image_id).first()
    if image is not None:
        draw(image, [spec for shape in shapes for spec in SHAPES[shape]])
