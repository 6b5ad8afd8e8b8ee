"""Categories of a blog and the topics of this site."""

from wagtail.models import Page

from accounts.models import User
from articles.models import TopicIndexPage, TopicPage
from core.pages.slugs import free_slug, pinyin_slug


class Topics:
    """Finds topics by title or slug; makes missing ones only when told to."""

    def __init__(self, *, make: bool, locale_id: int, user: User | None) -> None:
        self.make = make
        self.locale_id = locale_id
        self.user = user
        self.found: dict[str, TopicPage] = {}
        for topic in TopicPage.objects.filter(locale_id=locale_id).order_by("-depth"):
            self.found[topic.slug.lower()] = topic
            self.found[topic.title.lower()] = topic

    def match(self, path: tuple[str, ...]) -> TopicPage | None:
        """The topic a category path means: the deepest name that is one."""
        return self._made(path) if self.make else self.known(path)

    def known(self, path: tuple[str, ...]) -> TopicPage | None:
        """As `match`, of the topics there are."""
        for name in reversed(path):
            if topic := self.found.get(name.lower()):
                return topic
        return None

    def _made(self, path: tuple[str, ...]) -> TopicPage | None:
        parent: Page | None = TopicIndexPage.objects.filter(
            locale_id=self.locale_id
        ).first()
        topic = None
        for name in path:
            topic = self.found.get(name.lower())
            if topic is None and parent is not None:
                topic = self._add(parent, name)
            parent = topic or parent
        return topic

    def _add(self, parent: Page, name: str) -> TopicPage:
        topic = TopicPage(
            title=name[:255],
            locale_id=self.locale_id,
            owner=self.user,
            show_in_menus=False,
            live=False,
        )
        taken = parent.get_children().values_list("slug", flat=True)
        topic.slug = free_slug(pinyin_slug(name, fallback="topic"), taken)
        parent.add_child(instance=topic)
        topic.save_revision(user=self.user).publish(user=self.user)
        topic.refresh_from_db()
        self.found[name.lower()] = topic
        return topic
