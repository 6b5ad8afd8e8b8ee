"""Writes about pictures."""

from django.db import transaction

from core.files import delete_file
from images.models import CustomImage
from images.originals import clean_picture


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
