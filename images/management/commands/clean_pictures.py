from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.pictures import PictureError
from images.models import CustomImage
from images.services import clean_original


class Command(BaseCommand):
    help = "Remove place, camera and owner from pictures uploaded long ago."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--after", type=int, default=0, help="go on behind the picture of this id"
        )

    def handle(self, *args: Any, after: int, **options: Any) -> None:
        changed = 0
        for image in CustomImage.objects.filter(pk__gt=after).order_by("pk").iterator():
            try:
                changed += clean_original(image=image)
            except (PictureError, OSError) as error:
                self.stderr.write(f"{image.pk} {image.file.name}: {error}")
        self.stdout.write(f"{changed} cleaned")
