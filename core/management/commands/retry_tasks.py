from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from core.models import WaitingTask


class Command(BaseCommand):
    help = "Lists the tasks that were given up; with --again they are tried again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = WaitingTask.objects.filter(given_up_at__isnull=False).order_by("pk")
        for row in rows:
            self.stdout.write(f"{row.given_up_at:%Y-%m-%d %H:%M} {row}: {row.error}")
        if options["again"]:
            rows.update(
                given_up_at=None,
                deaths=0,
                failures=0,
                is_announced=False,
                due_at=timezone.now(),
            )
