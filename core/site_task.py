"""What every Celery task of the site has in common."""

from collections.abc import Mapping, Sequence
from typing import Any

from celery.contrib.django.task import DjangoTask

from django.db import transaction

from core.announcing import announce, keep


class SiteTask(DjangoTask):
    """A task whose announcement neither breaks the request it comes from nor is lost."""

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        """Announce the task after the commit; where the broker is down, later.

        What was saved is saved by then: an error page would say otherwise.
        """

        # Django names the function in its log, so this cannot be a partial.
        def announce_it() -> None:
            announce(self, args, kwargs)

        transaction.on_commit(announce_it, robust=True)

    def set_aside(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        """The broker did not take this message: keep it for later."""
        keep(self, args, kwargs)
