"""When the next page ends by itself: lists that show it, or count it, end then."""

from datetime import datetime

from django.db.models import Min
from django.utils import timezone

from wagtail.models import Page

from core.caching.making import note, note_end
from core.caching.pieces import piece

# On what knows the next end; purged when a page gets another one.
ENDS = "ends"


def note_next_end() -> None:
    """The answer that is being made shows lists: it is old when the next page ends."""
    note_end(piece("next end", _next_end))


def _next_end() -> datetime | None:
    note(ENDS)
    ahead = Page.objects.filter(live=True, expire_at__gt=timezone.now())
    moment: datetime | None = ahead.aggregate(moment=Min("expire_at"))["moment"]
    note_end(moment)
    return moment
