"""A file is as open as the most open published text that shows it.

Else it is for its owner and for editors. Apps with pages say who wrote a page, what
of it must be bought, and who has bought it.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry

from images.models import FileUse
from images.querysets import is_open
from images.references import files_in
from images.rights import CHOOSE, Namers, People, kind_of, nobody, showable

# Whether what stands at a path of the reference index is for buyers, if it is sold.
IsGated = Callable[[str], bool]
# Pages of no restriction of their own that are asked, for one who is let in by none.
MOST_PAGES = 200

_writers: dict[type, Callable[[Any], People]] = {}
_namers: dict[type, Callable[[Any], Namers]] = {}
_marks: dict[type, Callable[[Any], IsGated]] = {}
_buyers: dict[type, Callable[[Any, Any], bool]] = {}
_frames: list[type] = []


def register_writers(
    model: type, people: Callable[[Any], People], namers: Callable[[Any], Namers]
) -> None:
    """Say who wrote a page of `model`, and who put which file into it.

    Pages of other models are the site's own.
    """
    _writers[model], _namers[model] = people, namers


def register_mark(
    model: type, mark: Callable[[Any], IsGated], buyer: Callable[[Any, Any], bool]
) -> None:
    """Say what of a page of `model` is gated, and whether a user may read that too."""
    _marks[model], _buyers[model] = mark, buyer


def register_frame(model: type) -> None:
    """Whatever rows of `model` show is part of the site's frame, open to all."""
    if model not in _frames:
        _frames.append(model)


def frames() -> tuple[type, ...]:
    return tuple(_frames)


# --- Writing down who shows what ---------------------------------------------------


def record_page(page: Page, *, is_new: bool = False) -> None:
    """Write down which files `page`, a specific page, shows as it stands."""
    stored = FileUse.objects.none() if is_new else FileUse.objects.filter(page=page.pk)
    _replace(stored, list(_uses(page)))


def record_frame() -> None:
    """Write down which files the site shows around its pages."""
    found: dict[tuple[int | None, int | None], FileUse] = {}
    for model in _frames:
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
    is_gated = _marks.get(type(thing), _nothing_gated)(thing)
    people = _writers.get(type(thing), _site_itself)(thing)
    namers = _namers[type(thing)](thing) if type(thing) in _namers else nobody
    for model, paths in found.items():
        may_show = showable(model, paths.keys(), people, page_id=page_id, namers=namers)
        for pk in sorted(may_show):
            gated = all(is_gated(path) for path in paths[pk])
            key = {f"{kind_of(model)}_id": pk}
            yield FileUse(page_id=page_id, is_gated=gated, **key)


def _nothing_gated(thing: Any) -> IsGated:
    return lambda path: False


def _site_itself(thing: Any) -> People:
    return None


# --- Asking ------------------------------------------------------------------------


def open_to(user: Any, files: Any) -> Any:
    """Those of `files`, a queryset of pictures or documents, that `user` may open."""
    allowed = Q(is_open(kind_of(files.model)))
    if user is not None and user.is_authenticated:
        allowed |= Q(uploaded_by_user=user)
    return files.filter(allowed)


def may_open(request: HttpRequest, file: Any) -> bool:
    """Whether who asks may open `file`, which is not open to all."""
    user = request.user
    if user.is_authenticated and user.is_active:
        policy = policy_registry.get_by_type(type(file))
        if file.uploaded_by_user_id == user.pk:
            return True
        if policy.user_has_any_permission_for_instance(user, CHOOSE, file):
            return True
    uses = FileUse.objects.filter(page__live=True, **{kind_of(type(file)): file})
    paths = dict(uses.values_list("pk", "page__path"))
    shut = _shut_paths(request, {p for path in paths.values() for p in _above(path)})
    known = [pk for pk, path in paths.items() if shut.isdisjoint(_above(path))]
    asked = uses.filter(pk__in=known).select_related("page").order_by("is_gated", "pk")
    return any(_lets_in(request, use) for use in asked[:MOST_PAGES])


def _above(path: str) -> set[str]:
    """The path of a page and of all above it."""
    step = Page.steplen
    return {path[:end] for end in range(step, len(path) + 1, step)}


def _shut_paths(request: HttpRequest, paths: set[str]) -> set[str]:
    """Those of `paths` whose pages have a restriction that does not let in who asks."""
    rules = PageViewRestriction.objects.filter(page__path__in=paths)
    return {
        rule.page.path
        for rule in rules.select_related("page")
        if not rule.accept_request(request)
    }


def _lets_in(request: HttpRequest, use: FileUse) -> bool:
    """Whether who asks may open the page, and what of it shows the file."""
    page: Any = use.page
    page = page.specific
    if getattr(page, "is_absent", False):
        return False
    if use.is_gated:
        buyer = _buyers.get(type(page))
        if buyer is None or not buyer(request.user, page):
            return False
    return all(rule.accept_request(request) for rule in page.get_view_restrictions())
