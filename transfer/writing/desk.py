"""What the posts of one import are written with."""

from datetime import timedelta

from articles.models import AnthologyPage, ArticlePage, AuthorPage
from core.pages.tree import hold
from transfer.errors import Note
from transfer.reading.library import Library
from transfer.reading.names import tongue
from transfer.reading.post import Post
from transfer.writing.closing import closed_because
from transfer.writing.options import Options
from transfer.writing.pictures import PictureLibrary
from transfer.writing.placing import Placing
from transfer.writing.records import Records
from transfer.writing.redirects import Redirects
from transfer.writing.topics import Topics

# Whoever is at the anthology is done in seconds; an import has the time.
PATIENCE = timedelta(minutes=10)


class Desk:
    """One author, one anthology, and what is known of what stands there already."""

    def __init__(
        self,
        library: Library,
        author: AuthorPage,
        anthology: AnthologyPage,
        options: Options,
    ) -> None:
        self.library = library
        self.author = author
        self.anthology = anthology
        self.options = options
        self.user = options.user or author.user
        self.redirects = Redirects(below=self._below())
        self.topics = self._topics()
        self.slugs: set[str] = set()
        self.records = Records(author)
        self.placing = Placing(
            library,
            PictureLibrary(library.source, author, self.user),
            self.records.page_ids,
            pretends=options.dry_run,
        )
        # Of one batch, in the order of publishing, and where their links lead.
        self.written: dict[str, ArticlePage] = {}
        self.linked: dict[str, list[Post]] = {}

    def _topics(self) -> Topics:
        return Topics(
            make=self.options.make_topics and not self.options.dry_run,
            locale_id=self.anthology.locale_id,
            user=self.options.user,
        )

    def _below(self) -> str:
        return "" if self.options.may_redirect else self.author.url

    def may_go_on(self) -> bool:
        """Whether who imports may still write here; what they may is asked anew."""
        if self.options.renewed is None:
            return True
        options = self.options.renewed()
        if options is None:
            return False
        self.options = options
        self.redirects.confine(self._below())
        return True

    def take_place(self) -> None:
        """Keep the anthology where it is for this transaction; know where, and beside what.

        The desk and its readers go on below it meanwhile, unless they are about the
        anthology itself.
        """
        hold({self.anthology.pk}, PATIENCE)
        self.anthology.refresh_from_db()
        self.anthology.is_held = True
        self.slugs = set(self.anthology.get_children().values_list("slug", flat=True))

    def begin(self) -> None:
        """What comes now belongs to one post."""
        self.redirects.begin()
        self.placing.pictures.begin()

    def forget(self, post: Post, known_id: int | None) -> None:
        """Forget what the rolled back `post` left in memory."""
        self.redirects.forget()
        self.placing.pictures.forget()
        self.written.pop(post.path, None)
        if known_id is None:
            self.records.page_ids.pop(post.path, None)
        self.topics = self._topics()
        self.anthology.refresh_from_db()

    def publishes(self, post: Post) -> bool:
        options = self.options
        return post.is_public and options.may_publish and not options.as_drafts

    def may_publish(self, page: ArticlePage) -> bool:
        """Whether `page` may be published, wherever it stands by now."""
        user = self.options.user
        if user is None or page.anthology_id == self.anthology.pk:
            return self.options.may_publish
        return bool(page.permissions_for_user(user).can_publish())

    def closed_because(self, page: ArticlePage, post: Post) -> str:
        """Why `page` must not become what `post` says, or nothing: as in the editor."""
        if page.author_page_id != self.author.pk:
            return "moved_away"
        return closed_because(page, self.options.user, hides=not post.is_public)

    def is_live(self, page_id: int) -> bool:
        """Whether it is an article of the author's that is published."""
        own = ArticlePage.objects.filter(author_page=self.author, live=True)
        return own.filter(pk=page_id).exists()

    def tell_language(self, post: Post) -> None:
        """Note of `post` when it is not in the language of the anthology."""
        said, own = tongue(post.language), tongue(self.anthology.locale.language_code)
        if said and said != own:
            post.note("other_language", post.language)

    def leave_alone(self, post: Post, page_id: int | None, code: str) -> None:
        """Say of `post` that its article stays as it is, even where readers see it."""
        post.notes = [Note(code)]
        if post.private_because and page_id is not None and self.is_live(page_id):
            post.note("public_here", post.private_because)
