from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.demo.load import load
from cms.demo.read import read_library


class Command(BaseCommand):
    help = "写入演示库：作者、专题、文集和文章。可重复执行，已有的内容不会改动。"

    # All or nothing: an interrupted start begins anew at the next one.
    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        load(read_library(), self.stdout.write)
        self.stdout.write(self.style.SUCCESS("演示库已就绪。"))
