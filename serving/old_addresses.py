"""Redirects that Wagtail makes of old addresses, as far as its table takes them."""

from typing import Any

import structlog

from wagtail.contrib.redirects import signal_handlers
from wagtail.contrib.redirects.models import Redirect

log = structlog.get_logger(__name__)
LONGEST = Redirect._meta.get_field("old_path").max_length


class FittingRedirects(signal_handlers.BatchRedirectCreator):
    """Leaves out, and logs, what is too long: the rest keeps leading on.

    Wagtail would give up all redirects of a renamed tree because of one, after the
    renaming is done, and whatever else waits for that commit.
    """

    def add(self, *, instance: Any = None, **kwargs: Any) -> None:
        path = instance.old_path if instance is not None else kwargs["old_path"]
        if LONGEST is not None and len(path) > LONGEST:
            log.warning("redirect_too_long", path=path[:LONGEST], length=len(path))
            return
        super().add(instance=instance, **kwargs)


def fit_redirects() -> None:
    """Called once, from `AppConfig.ready()`: Wagtail has no setting for it."""
    signal_handlers.BatchRedirectCreator = FittingRedirects
