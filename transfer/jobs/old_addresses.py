"""Old addresses that an import may not set by itself: an editor sets them at once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wagtail.contrib.redirects.models import Redirect

from accounts.models import User
from articles.models import ArticlePage
from core.pages.querysets import published_pages
from transfer.models import MarkdownImport
from transfer.report import Report
from transfer.writing.redirects import Redirects

ADD_REDIRECT = "wagtailredirects.add_redirect"


def addresses_left(row: MarkdownImport) -> list[tuple[str, int]]:
    """Old addresses of what the import published that lead nowhere yet.

    Only to what readers may open, and what still is of the author whose posts these
    were.
    """
    if row.is_dry_run or row.anthology is None:
        return []
    wanted = Report.from_json(row.report, is_dry_run=False).elsewhere
    pages = {page_id for _path, page_id in wanted}
    author = row.anthology.author
    own = ArticlePage.objects.filter(pk__in=pages, author_page=author).values("pk")
    open_pages = set(published_pages().filter(pk__in=own).values_list("pk", flat=True))
    paths = [path for path, _page_id in wanted]
    taken = Redirect.objects.filter(old_path__in=paths, site=None)
    taken_paths = set(taken.values_list("old_path", flat=True))
    return [
        (path, page_id)
        for path, page_id in wanted
        if page_id in open_pages and path not in taken_paths
    ]


@transaction.atomic
def set_addresses(*, user: User, row: MarkdownImport) -> int:
    """Let the old addresses lead to their articles; how many were set.

    One that leads somewhere by now stays as it is. PermissionDenied for whoever may
    not add redirects at the desk.
    """
    if not user.has_perm(ADD_REDIRECT):
        raise PermissionDenied
    redirects = Redirects()
    left = addresses_left(row)
    for path, page_id in left:
        redirects.add([path], page_id)
    number = len(redirects.waiting)
    redirects.save()
    return number
