"""Which files an author imported before, and what became of them."""

from articles.models import ArticlePage, AuthorPage
from transfer.models import ImportedPost
from transfer.reading.post import Post
from transfer.writing.planning import Earlier, Step
from transfer.writing.writing import article_text, body_digest

KEPT = [
    *("author_page", "path", "digest", "head", "source", "body_digest"),
    "waiting_paths",
]


class Records:
    """`page_ids` tells the article of each file by its path."""

    def __init__(self, author: AuthorPage) -> None:
        self.author = author
        rows = ImportedPost.objects.filter(author_page=author)
        rows = rows.only("page_id", "path", "digest")
        self._earlier = [Earlier(row.page_id, row.path, row.digest) for row in rows]
        self.page_ids = {each.path: each.page_id for each in self._earlier}

    def earlier(self) -> list[Earlier]:
        """What was imported before."""
        return self._earlier

    def move(self, step: Step, *, is_kept: bool) -> None:
        """The file of a known article has another path; with `is_kept` for good."""
        if step.page_id is None:
            return
        self.page_ids[step.post.path] = step.page_id
        if is_kept:
            rows = ImportedPost.objects.filter(page=step.page_id)
            rows.update(path=step.post.path)

    def before(self, page_id: int | None) -> bytes | None:
        """The file as it was when the article last had all of it."""
        if page_id is None:
            return None
        rows = ImportedPost.objects.filter(page=page_id)
        raw = rows.values_list("source", flat=True).first()
        return None if raw is None else bytes(raw)

    def was_edited(self, earlier: Earlier) -> bool:
        """Whether the article's newest text is not the one the import gave it."""
        return self.is_edited(newest(earlier.page_id))

    def is_edited(self, page: ArticlePage) -> bool:
        """`was_edited`, for the newest text in hand; asked now, not remembered."""
        rows = ImportedPost.objects.filter(page=page.pk)
        given = rows.values_list("body_digest", flat=True).first()
        text = article_text(page)
        return text is None or body_digest(text) != given

    def save(
        self,
        page: ArticlePage,
        post: Post,
        text: str,
        *,
        done: bool,
        waiting_paths: list[str] | None = None,
    ) -> None:
        """Remember the file; one that is not `done` is due again next time.

        `waiting_paths` lead to the article once it is published. Until it is done what was remembered stays: the article still is made of that.
        """
        if not done and ImportedPost.objects.filter(page=page.pk).update(digest=""):
            return
        record = ImportedPost(
            page_id=page.pk,
            author_page=self.author,
            path=post.path,
            digest=post.digest if done else "",
            head=post.head,
            source=post.raw,
            body_digest=body_digest(text),
            waiting_paths=waiting_paths or None,
        )
        # one query instead of three for a row that is new nearly always
        ImportedPost.objects.bulk_create(
            [record], update_conflicts=True, unique_fields=["page"], update_fields=KEPT
        )


def newest(page_id: int) -> ArticlePage:
    """The article with its newest text, as the editor sees it."""
    stored = ArticlePage.objects.get(pk=page_id)
    page: ArticlePage = stored.get_latest_revision_as_object()
    return page
