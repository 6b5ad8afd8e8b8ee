"""`manage.py settle_pages`: look anew which pages are closed to the public."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from core.pages.settling import settle


class Command(BaseCommand):
    """Repeatable; needed only where rows were changed past Django."""

    help = "重新判定哪些页面不对外公开（限制访问的、随原文收起的）"

    def handle(self, *args: Any, **options: Any) -> None:
        changed = settle()
        message = ngettext("更正了 %(n)d 页。", "更正了 %(n)d 页。", changed)
        self.stdout.write(message % {"n": changed})
