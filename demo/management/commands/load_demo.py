from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from demo.load import load
from demo.pictures import draw_covers
from demo.read import read_library


class Command(BaseCommand):
    help = "写入演示库：作者、专题、文集和文章。可重复执行，已有的内容不会改动。"

    def handle(self, *args: Any, **options: Any) -> None:
        # All or nothing: an interrupted start begins anew at the next one.
        with transaction.atomic():
            load(read_library(), self.stdout.write)
        # Whoever looks at the library looks at once, before a worker has come to it.
        draw_covers()
        self.stdout.write(self.style.SUCCESS("演示库已就绪。"))
