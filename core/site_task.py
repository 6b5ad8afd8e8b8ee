"""What every Celery task of the site has in common."""

from typing import Any

from celery.contrib.django.task import DjangoTask

from django.db import transaction


class SiteTask(DjangoTask):
    """A task whose announcement never breaks the request it comes from."""

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        """Announce the task after the commit; a broker that is down is logged.

        What was saved is saved by then: an error page would say otherwise.
        """

        # Django names the function in its log, so this cannot be a partial.
        def announce() -> None:
            self.delay(*args, **kwargs)

        transaction.on_commit(announce, robust=True)
