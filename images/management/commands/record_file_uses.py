from typing import Any

from django.core.management.base import BaseCommand

from wagtail.models import Page

from images.uses import record_frame, record_page


class Command(BaseCommand):
    help = "Write down anew which pictures and documents every page shows."

    def handle(self, *args: Any, **options: Any) -> None:
        record_frame()
        count = 0
        for page in Page.objects.order_by("pk").specific().iterator(chunk_size=200):
            record_page(page)
            count += 1
        self.stdout.write(f"{count} pages")
