"""How often somebody may ask, exact however many ask at once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import ThrottleWindow

# Longer than any limit looks back.
COUNTED_FOR = timedelta(days=2)


@transaction.atomic
def take_place(key: str, *, limit: int, seconds: float) -> float | None:
    """Count one request under `key`: None if it is among `limit` in `seconds`.

    Else the seconds until there is a place again, and the request does not count.
    The database decides, not a cache: requests side by side, also of several
    processes, wait for each other at the row.
    """
    ThrottleWindow.objects.get_or_create(key=key)
    window = ThrottleWindow.objects.select_for_update().get(key=key)
    now = timezone.now().timestamp()
    stamps = [stamp for stamp in window.stamps if stamp > now - seconds]
    if len(stamps) >= limit:
        return float(stamps[-limit] + seconds - now)
    window.stamps = [*stamps, now]
    window.save(update_fields=["stamps", "updated_at"])
    return None


@transaction.atomic
def give_back(key: str) -> None:
    """Let the last request counted under `key` not have counted."""
    window = ThrottleWindow.objects.select_for_update().filter(key=key).first()
    if window is not None and window.stamps:
        window.stamps = window.stamps[:-1]
        window.save(update_fields=["stamps", "updated_at"])


def remove_old_windows() -> int:
    """Delete what no limit looks at any more; how many."""
    old = ThrottleWindow.objects.filter(updated_at__lt=timezone.now() - COUNTED_FOR)
    return old.delete()[0]
