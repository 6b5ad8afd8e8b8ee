"""What every Celery task of the site has in common."""

from typing import Any

from celery.contrib.django.task import DjangoTask

from django.utils import timezone

from core.models import WaitingTask
from core.work.announcing import ROW, ask_for
from core.work.carrying_out import carry_out


class SiteTask(DjangoTask):
    """A task whose announcement neither breaks the request it comes from nor is lost."""

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the task with the transaction at hand; see `core.work.announcing`."""
        ask_for(self, args, kwargs)

    def not_taken(self, row: WaitingTask) -> None:
        """The broker did not take the message: it is announced again soon."""
        WaitingTask.objects.filter(pk=row.pk).update(
            is_announced=False, due_at=timezone.now()
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        row_id = (self.request.headers or {}).get(ROW)
        if row_id is None:
            return self.run(*args, **kwargs)
        return carry_out(row_id, lambda: self.run(*args, **kwargs))
