"""Writes about pictures."""

from collections.abc import Sequence

from django.db import transaction

from wagtail.images.models import AbstractRendition, SourceImageIOError

from core.files import delete_file
from images.intake.originals import clean_picture
from images.models import CustomImage

Renditions = dict[str, AbstractRendition]


def clean_original(*, image: CustomImage) -> bool:
    """Bring an original that came before uploads were cleaned to what they are now.

    Whether anything changed; repeatable. Raises PictureError for what cannot be
    opened, and OSError for a file that is not there.
    """
    with image.file.open("rb") as file:
        clean = clean_picture(file, image.filename)
        file.seek(0)
        if clean.read() == file.read():
            return False
    old = image.file.name
    with transaction.atomic():
        image.file.save(str(clean.name), clean, save=False)
        image._set_image_file_metadata()
        image.save()
        image.renditions.all().delete()
        transaction.on_commit(lambda: delete_file(old), robust=True)
    return True


def draw(image: CustomImage, specs: Sequence[str]) -> Renditions:
    """The renditions of `image` for `specs`, drawn now where they are missing.

    Whoever writes waits for it, nobody who reads. Empty where the picture cannot be drawn,
    which the log then says.
    """
    try:
        return dict(image.get_renditions(*specs))
    except SourceImageIOError:
        return {}
