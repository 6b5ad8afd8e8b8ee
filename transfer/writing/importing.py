"""Posts of a source into an author's anthology, repeatable and in batches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, reset_queries, transaction

from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from articles.models import AnthologyPage, ArticlePage, ArticleRendering, AuthorPage
from core.pages.slugs import pinyin_slug
from transfer.errors import ReadError
from transfer.markup.paywall import blocks_of
from transfer.reading.library import Library, load_library
from transfer.reading.passing import named
from transfer.reading.post import Post
from transfer.reading.sources import Source
from transfer.report import Report, Status
from transfer.writing.classifying import classify
from transfer.writing.pictures import PictureLibrary
from transfer.writing.placing import Placing
from transfer.writing.records import Records, newest
from transfer.writing.redirects import Redirects
from transfer.writing.releasing import foretell, release
from transfer.writing.topics import Topics, free_slug
from transfer.writing.writing import fill

BATCH = 50
MAX_PATH = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """Who imports and how far it may go."""

    user: Any | None = None
    may_publish: bool = True
    # Whether old addresses anywhere on the site may lead to these posts.
    may_redirect: bool = True
    dry_run: bool = False
    make_topics: bool = False


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
    zone = ZoneInfo(settings.TIME_ZONE)
    begun = None if progress is None else partial(progress, 0)
    library = load_library(source, zone=zone, progress=begun)
    return _Import(library, author, anthology, options or Options(), progress).run()


class _Import:
    def __init__(
        self,
        library: Library,
        author: AuthorPage,
        anthology: AnthologyPage,
        options: Options,
        progress: Progress | None,
    ) -> None:
        self.library = library
        self.author = author
        self.anthology = anthology
        self.options = options
        self.progress = progress
        self.user = options.user or author.user
        self.report = Report(is_dry_run=options.dry_run)
        self.redirects = Redirects(below="" if options.may_redirect else author.url)
        self.topics = self._topics()
        self.slugs = set(anthology.get_children().values_list("slug", flat=True))
        self.records = Records(author)
        self.placing = Placing(
            library,
            PictureLibrary(library.source, author, self.user),
            self.records.page_ids,
            pretends=options.dry_run,
        )
        # of one batch, in the order of publishing, and where their links lead
        self.written: dict[str, ArticlePage] = {}
        self.linked: dict[str, list[Post]] = {}
        self.done = 0

    def _topics(self) -> Topics:
        return Topics(
            make=self.options.make_topics and not self.options.dry_run,
            locale_id=self.anthology.locale_id,
            user=self.options.user,
        )

    def run(self) -> Report:
        for path, error in sorted(self.library.failed.items()):
            self.report.add(path, Status.REPORTED, [error.note])
        for path, note in named(self.library.source.passed_over):
            self.report.add(path, Status.SKIPPED, [note])
        todo = [post for post in self._in_order() if self._is_due(post)]
        known = self.records.page_ids
        self.placing.coming = {post.path for post in todo if post.path not in known}
        if self.options.dry_run:
            self._pretend(todo)
            return self.report
        self.redirects.save()
        later = self._write_all(todo, is_last=False)
        self.placing.coming.clear()
        # what waits links forward: from the end, most find their targets published
        self._write_all(later[::-1], is_last=True)
        return self.report

    def _in_order(self) -> list[Post]:
        """Reading order: pinned ones, then by date; those without a date last."""
        return sorted(self.library.posts.values(), key=lambda post: post.rank)

    def _is_due(self, post: Post) -> bool:
        """Whether `post` is to be written; if not, its line is in the report."""
        if len(post.path) > MAX_PATH:
            post.note("path_too_long")
            return self._finish(post, Status.REPORTED)
        was_known = post.path in self.records.by_path
        record = self.records.find(post, self.library.source.files)
        if record is None:
            return True
        if not was_known and not self.options.dry_run:
            record.save(update_fields=["path"])
        if record.digest == post.digest:
            post.notes.clear()
            self._look_at_unchanged(record.page_id, post)
            return self._finish(post, Status.UNCHANGED, record.page_id)
        if self.records.was_edited(record):
            post.note("edited_here")
            return self._finish(post, Status.REPORTED, record.page_id)
        return True

    def _finish(self, post: Post, status: Status, page_id: int | None = None) -> bool:
        self.report.add(post.path, status, post.notes, page_id)
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, len(self.library.posts))
        return False

    def _pretend(self, todo: list[Post]) -> None:
        for light in todo:
            post = self.library.whole(light)
            self.placing.prepare(post)
            self.placing.cover_id(post)
            foretell(post, may_publish=self.options.may_publish)
            self._finish(post, self._success(post))

    def _success(self, post: Post) -> Status:
        known = post.path in self.records.by_path
        return Status.UPDATED if known else Status.IMPORTED

    # --- Writing --------------------------------------------------------------

    def _write_all(self, posts: list[Post], *, is_last: bool) -> list[Post]:
        """Write `posts` batch by batch; returns those that must wait."""
        waiting: list[Post] = []
        for batch in _batches(posts):
            # saving a page three times would count its references three times
            with transaction.atomic(), disable_reference_index_auto_update():
                self.written.clear()
                waiting += [p for p in batch if self._write(p, is_last=is_last)]
                self.redirects.save()
                for page in self.written.values():
                    ReferenceIndex.create_or_update_for_object(page)
                self._render_forward_links()
        return waiting

    def _render_forward_links(self) -> None:
        """Render anew what links to articles that were published after it.

        Those of other batches are found by the reference index; this one is
        written too late to find its own.
        """
        order = {path: place for place, path in enumerate(self.written)}
        for path, place in order.items():
            if any(order.get(post.path, 0) > place for post in self.linked[path]):
                ArticleRendering.objects.renew(self.written[path], force=True)

    def _write(self, light: Post, *, is_last: bool) -> bool:
        """Write one post; true when it must wait for posts it links to."""
        if settings.DEBUG:
            # Django keeps the last 9,000 queries with all that they stored
            reset_queries()
        known_id = self.records.page_ids.get(light.path)
        self.redirects.begin()
        self.placing.pictures.begin()
        try:
            post = self.library.whole(light)
        except ReadError as error:
            light.notes = [error.note]
            return self._finish(light, Status.REPORTED, known_id)
        try:
            with transaction.atomic():
                return self._write_page(post, known_id, is_last=is_last)
        except (DatabaseError, ValidationError, ValueError) as error:
            self._undo(post, known_id)
            post.note("not_saved", str(error)[:200])
            return self._finish(post, Status.REPORTED, known_id)

    def _undo(self, post: Post, known_id: int | None) -> None:
        """Forget what the rolled back post left in memory."""
        self.redirects.forget()
        self.placing.pictures.forget()
        self.written.pop(post.path, None)
        if known_id is None:
            self.records.page_ids.pop(post.path, None)
        self.topics = self._topics()
        self.anthology.refresh_from_db()

    def _write_page(self, post: Post, known_id: int | None, *, is_last: bool) -> bool:
        prepared = self.placing.prepare(post)
        waits = not is_last and self.placing.waits(prepared)
        page = self._page(known_id)
        old = self.library.earlier(post.path, self.records.before(known_id))
        fill(page, post, prepared.text, self.placing.cover_id(post), old)
        classify(page, post, self.topics, old)
        if page.pk is None:
            self._add(page, post, is_whole=not waits and not self._publishes(post))
        self.records.page_ids[post.path] = page.pk
        self.placing.coming.discard(post.path)
        if waits:
            self.records.save(page, post, "", done=False)
            return True
        self.written[post.path], self.linked[post.path] = page, prepared.linked
        may_publish = self.options.may_publish
        release(page, post, old, user=self.user, may_publish=may_publish)
        paths = self._redirect(page, post)
        self.records.save(page, post, prepared.text, done=True, waiting_paths=paths)
        return self._finish(post, self._success(post), page.pk)

    def _page(self, known_id: int | None) -> ArticlePage:
        if known_id is None:
            # with its locale at hand, nobody has to ask the tree for it
            locale = self.anthology.locale
            page = ArticlePage(owner=self.author.user, live=False, locale=locale)
            # what Wagtail would ask the database at every save
            page._is_site_root = False
            return page
        return newest(known_id)

    def _add(self, page: ArticlePage, post: Post, *, is_whole: bool) -> None:
        """Give `page` its place; unless `is_whole`, its text is saved later.

        What is published or waits is saved again: rendered only then.
        """
        wanted = pinyin_slug(post.slug or post.title, fallback="article")
        page.slug = free_slug(wanted, self.slugs)
        body = page.body
        if not is_whole:
            page.body = blocks_of("")
        self.anthology.add_child(instance=page)
        page.body = body

    def _publishes(self, post: Post) -> bool:
        return post.is_public and self.options.may_publish

    def _look_at_unchanged(self, page_id: int, post: Post) -> None:
        """Old addresses of what was published since; what only the file hides is told."""
        if not (post.redirects or post.private_because):
            return
        if not ArticlePage.objects.filter(pk=page_id, live=True).exists():
            return
        if post.private_because:
            post.note("public_here", post.private_because)
        elif not self.options.dry_run:
            self.redirects.add(post.redirects, page_id)

    def _redirect(self, page: ArticlePage, post: Post) -> list[str]:
        """Lead old addresses to the page; gives those that wait for it to be out."""
        paths: list[str] = []
        refused: list[tuple[str, str]] = []
        # an old address of a private post must not tell the new one, and nobody's
        # draft takes an address
        if self._publishes(post) and page.live:
            refused = self.redirects.add(post.redirects, page.pk)
        elif post.is_public:
            paths, refused = self.redirects.sift(post.redirects)
        for code, path in refused:
            post.note(code, path)
        if paths:
            post.note("redirect_waits")
        return paths


def _batches(posts: list[Post]) -> Iterator[list[Post]]:
    return (posts[start : start + BATCH] for start in range(0, len(posts), BATCH))
