"""The steps of a plan, written in batches: each is saved as a whole, or told."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, reset_queries, transaction

from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from articles.models import ArticleRendering
from transfer.errors import LeftAloneError, Note, ReadError
from transfer.report import Status
from transfer.writing.desk import Desk
from transfer.writing.planning import Step
from transfer.writing.posting import write_post
from transfer.writing.tally import Tally

# Nobody moves or renames what is above for as long as a batch takes.
BATCH = 50
LONGEST = 3  # seconds: posts with photographs are soon enough


def write_all(desk: Desk, due: Sequence[Step], tally: Tally) -> None:
    """Write what is due, first what waits for nothing."""
    later = _write(desk, due, tally, is_last=False)
    desk.placing.coming.clear()
    # What waits links forward: from the end, most find their targets published.
    _write(desk, later[::-1], tally, is_last=True)


def _write(
    desk: Desk, steps: Sequence[Step], tally: Tally, *, is_last: bool
) -> list[Step]:
    """Write `steps` batch by batch; returns those that must wait."""
    waiting: list[Step] = []
    left = deque(steps)
    while left:
        # Saving a page three times would count its references three times.
        with transaction.atomic(), disable_reference_index_auto_update():
            desk.take_place()
            if not desk.may_go_on():
                _stop(desk, left, tally)
                break
            desk.written.clear()
            batch = batch_of(left)
            waiting += [s for s in batch if _waits(desk, s, tally, is_last=is_last)]
            desk.redirects.save()
            for page in desk.written.values():
                ReferenceIndex.create_or_update_for_object(page)
            _render_forward_links(desk)
    return waiting


def _stop(desk: Desk, left: deque[Step], tally: Tally) -> None:
    """Tell of each post that is `left` why it is not written."""
    for step in left:
        step.post.notes = [Note("not_allowed")]
        known_id = desk.records.page_ids.get(step.post.path)
        tally.add(step.post, Status.REPORTED, known_id)


def _waits(desk: Desk, step: Step, tally: Tally, *, is_last: bool) -> bool:
    """Write one post, or tell why not; true when it must wait for others."""
    if settings.DEBUG:
        # Django keeps the last 9,000 queries with all that they stored.
        reset_queries()
    known_id = desk.records.page_ids.get(step.post.path)
    desk.begin()
    try:
        post = desk.library.whole(step.post)
    except ReadError as error:
        step.post.notes = [error.note]
        tally.add(step.post, Status.REPORTED, known_id)
        return False
    try:
        with transaction.atomic():
            page_id = write_post(desk, post, known_id, is_last=is_last)
    except LeftAloneError as error:
        desk.leave_alone(step.post, known_id, error.code)
        tally.add(step.post, Status.REPORTED, known_id)
        return False
    except (DatabaseError, ValidationError, ValueError) as error:
        desk.forget(post, known_id)
        post.note("not_saved", _words(error)[:200])
        tally.add(post, Status.REPORTED, known_id)
        return False
    if page_id is not None:
        tally.add(post, step.status, page_id)
    return page_id is None


def _words(error: Exception) -> str:
    return (
        " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    )


def _render_forward_links(desk: Desk) -> None:
    """Render anew what links to articles that were published after it.

    Those of other batches are found by the reference index; this one is written too
    late to find its own.
    """
    order = {path: place for place, path in enumerate(desk.written)}
    for path, place in order.items():
        if any(order.get(post.path, 0) > place for post in desk.linked[path]):
            ArticleRendering.objects.renew(desk.written[path], force=True)


def batch_of(
    left: deque[Step], clock: Callable[[], float] = monotonic
) -> Iterator[Step]:
    """Take the next steps of what is `left`: some, and what follows in good time."""
    ends = clock() + LONGEST
    for _count in range(min(BATCH, len(left))):
        yield left.popleft()
        if clock() >= ends:
            return
