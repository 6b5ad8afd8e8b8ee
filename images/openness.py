"""A file is as open as the most open published text that shows it.

Else it is for its owner and for editors. `images.uses` has written down what shows
it; `images.declared` knows what of a page must be bought, and who has bought it.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from wagtail.models import Page, PageViewRestriction

from images.declared import may_read_gated
from images.models import FileUse
from images.rights import is_theirs, kind_of

# Pages of no restriction of their own that are asked, for one who is let in by none.
MOST_PAGES = 200


def is_open(kind: str) -> Exists:
    """Whether a row of the images or documents (`kind`) is open to all."""
    return Exists(FileUse.objects.open_to_all().filter(**{kind: OuterRef("pk")}))


def open_to(user: Any, files: Any) -> Any:
    """Those of `files`, a queryset of pictures or documents, that `user` may open."""
    allowed = Q(is_open(kind_of(files.model)))
    if user is not None and user.is_authenticated:
        allowed |= Q(uploaded_by_user=user)
    return files.filter(allowed)


def may_open(request: HttpRequest, file: Any) -> bool:
    """Whether whoever asks may open `file`, which is not open to all."""
    user = request.user
    if user.is_authenticated and user.is_active and is_theirs(user, file):
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
    """Those of `paths` whose pages have a restriction that keeps out whoever asks."""
    rules = PageViewRestriction.objects.filter(page__path__in=paths)
    return {
        rule.page.path
        for rule in rules.select_related("page")
        if not rule.accept_request(request)
    }


def _lets_in(request: HttpRequest, use: FileUse) -> bool:
    """Whether whoever asks may open the page, and what of it shows the file."""
    page: Any = use.page
    page = page.specific
    if getattr(page, "is_absent", False):
        return False
    if use.is_gated and not may_read_gated(request.user, page):
        return False
    return all(rule.accept_request(request) for rule in page.get_view_restrictions())
