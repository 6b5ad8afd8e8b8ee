"""Writing down which page shows which file."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from django.db import transaction

from wagtail.models import Page

from images.declared import FRAMES, namers_of, what_is_gated, writers_of
from images.models import FileUse
from images.references import files_in
from images.rights import kind_of, showable


def record_page(page: Page, *, is_new: bool = False) -> None:
    """Write down which files `page`, a specific page, shows as it stands."""
    stored = FileUse.objects.none() if is_new else FileUse.objects.filter(page=page.pk)
    _replace(stored, list(_uses(page)))


def record_frame() -> None:
    """Write down which files the site shows around its pages."""
    found: dict[tuple[int | None, int | None], FileUse] = {}
    for model in FRAMES:
        for row in model._default_manager.all():  # type: ignore[attr-defined]
            found |= {(use.image_id, use.document_id): use for use in _uses(row)}
    _replace(FileUse.objects.filter(page__isnull=True), list(found.values()))


def _replace(stored: Any, wanted: list[FileUse]) -> None:
    known = {(use.image_id, use.document_id, use.is_gated): use.pk for use in stored}
    new = [
        use
        for use in wanted
        if known.pop((use.image_id, use.document_id, use.is_gated), None) is None
    ]
    with transaction.atomic() if known and new else nullcontext():
        if known:
            FileUse.objects.filter(pk__in=known.values()).delete()
        if new:
            FileUse.objects.bulk_create(new, ignore_conflicts=True)


def _uses(thing: Any) -> Iterator[FileUse]:
    """What `thing` shows and may show."""
    found = files_in(thing)
    if not found:
        return
    page_id = thing.pk if isinstance(thing, Page) else None
    is_gated = what_is_gated(thing)
    people = writers_of(thing)
    namers = namers_of(thing)
    for model, paths in found.items():
        may_show = showable(model, paths.keys(), people, page_id=page_id, namers=namers)
        for pk in sorted(may_show):
            gated = all(is_gated(path) for path in paths[pk])
            key = {f"{kind_of(model)}_id": pk}
            yield FileUse(page_id=page_id, is_gated=gated, **key)
