"""Old addresses lead to the new pages."""

from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect

from articles.models import ArticlePage
from transfer.models import ImportedPost


class Redirects:
    """Collects redirects of one import; an address already in use stays as it is.

    An author's own import makes none but `below` their own address: what leads from
    elsewhere concerns the whole site.
    """

    def __init__(self, *, below: str = "") -> None:
        self.confine(below)
        self.waiting: list[Redirect] = []
        self.taken: dict[str, int | None] = {}
        self.mark = 0

    def confine(self, below: str) -> None:
        """From now on only what is `below` an address leads anywhere."""
        self.below = urlsplit(below).path.rstrip("/") + "/" if below else "/"

    def begin(self) -> None:
        """What comes now belongs to one post."""
        self.mark = len(self.waiting)

    def forget(self) -> None:
        """Take back what was added since `begin`."""
        for redirect in self.waiting[self.mark :]:
            self.taken.pop(redirect.old_path, None)
        del self.waiting[self.mark :]

    def add(self, addresses: list[str], page_id: int) -> list[tuple[str, str]]:
        """Let `addresses` lead to the page; returns those refused, each with why.

        `redirect_taken` belongs to another page, `redirect_elsewhere` is not below
        the author's own address.
        """
        wanted, refused = self.sift(addresses)
        unknown = set(wanted) - self.taken.keys()
        rows = Redirect.objects.filter(old_path__in=unknown, site=None)
        self.taken.update(rows.values_list("old_path", "redirect_page_id"))
        for path in wanted:
            if path not in self.taken:
                self.taken[path] = page_id
                self.waiting.append(Redirect(old_path=path, redirect_page_id=page_id))
            elif self.taken[path] != page_id:
                refused.append(("redirect_taken", path))
        return refused

    def sift(self, addresses: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
        """Paths that may lead to a page of the author, and those that may not."""
        asked = sorted({path for address in addresses if (path := _normal(address))})
        wanted = [path for path in asked if path.startswith(self.below)]
        elsewhere = [path for path in asked if not path.startswith(self.below)]
        return wanted, [("redirect_elsewhere", path) for path in elsewhere]

    def save(self) -> None:
        # Whoever was quicker keeps the address: one leads to one page.
        Redirect.objects.bulk_create(self.waiting, ignore_conflicts=True)
        self.waiting.clear()


def lead_old_paths(page: ArticlePage) -> None:
    """Let the paths that an import noted lead to `page`, which is published now.

    One that meanwhile belongs to another page stays as it is.
    """
    record = ImportedPost.objects.filter(page=page.pk).exclude(waiting_paths=None)
    paths = record.values_list("waiting_paths", flat=True).first()
    if not paths:
        return
    redirects = Redirects()
    redirects.add(paths, page.pk)
    redirects.save()
    record.update(waiting_paths=None)


def _normal(address: str) -> str:
    try:
        path = Redirect.normalise_path(address)
    except ValueError:
        return ""
    return path if 1 < len(path) <= 255 else ""
