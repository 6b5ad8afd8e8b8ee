"""Posts of a source into an author's anthology, repeatable: read, plan, write, report."""

from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings

from articles.models import AnthologyPage, AuthorPage
from transfer.reading.library import load_library
from transfer.reading.sources import Source
from transfer.report import Report, Status
from transfer.writing.batches import write_all
from transfer.writing.desk import Desk
from transfer.writing.options import Options, Progress
from transfer.writing.planning import Fate, Step, plan
from transfer.writing.records import newest
from transfer.writing.releasing import foretell
from transfer.writing.tally import Tally


def import_posts(
    source: Source,
    *,
    author: AuthorPage,
    anthology: AnthologyPage,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make an article of every post of `source`, in `anthology` of `author`.

    A post that was imported before and has not changed is left alone; one that
    changed is updated unless the article was edited here. Nothing a file holds
    stops the others: each has one line in the report. `progress` is told how
    many posts are done, and of how many.
    """
    options = options or Options()
    begun = None if progress is None else partial(progress, 0)
    zone = ZoneInfo(settings.TIME_ZONE)
    library = load_library(source, zone=zone, progress=begun)
    desk = Desk(library, author, anthology, options)
    tally = Tally(library, progress, dry=options.dry_run)
    due = _settle(desk, tally)
    desk.placing.coming = {s.post.path for s in due if s.fate is Fate.NEW}
    if options.dry_run:
        _pretend(desk, due, tally)
    else:
        desk.redirects.save()
        write_all(desk, due, tally)
    return tally.report


def _settle(desk: Desk, tally: Tally) -> list[Step]:
    """Plan; the steps that are due. What needs no writing is told at once."""
    due: list[Step] = []
    steps = plan(
        desk.library.posts.values(),
        earlier=desk.records.earlier(),
        present=desk.library.source.files,
        was_edited=desk.records.was_edited,
    )
    for step in steps:
        if step.has_moved:
            desk.records.move(step, is_kept=not desk.options.dry_run)
        if step.is_due:
            due.append(step)
            continue
        if step.fate is Fate.UNCHANGED:
            _look_at_unchanged(desk, step)
        else:
            desk.leave_alone(step.post, step.page_id, step.fate)
        tally.add(step.post, step.status, step.page_id)
    return due


def _look_at_unchanged(desk: Desk, step: Step) -> None:
    """Old addresses of what was published since; what only the file hides is told."""
    post = step.post
    post.notes.clear()
    if step.page_id is None or not (post.redirects or post.private_because):
        return
    if not desk.is_live(step.page_id):
        return
    if post.private_because:
        post.note("public_here", post.private_because)
    elif not desk.options.dry_run:
        desk.redirects.add(post.redirects, step.page_id)


def _pretend(desk: Desk, due: list[Step], tally: Tally) -> None:
    for step in due:
        post = desk.library.whole(step.post)
        known = None if step.page_id is None else newest(step.page_id)
        if known and (code := desk.closed_because(known, post)):
            desk.leave_alone(post, step.page_id, code)
            tally.add(post, Status.REPORTED, step.page_id)
            continue
        desk.tell_language(post)
        desk.placing.prepare(post)
        desk.placing.cover_id(post)
        options = desk.options
        foretell(post, may_publish=options.may_publish, as_draft=options.as_drafts)
        tally.add(post, step.status)
