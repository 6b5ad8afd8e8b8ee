"""After every change that readers see each page is fresh, and the others still kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from taggit.models import Tag

from django.utils import timezone

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, PageViewRestriction, Site

from accounts.models import User
from accounts.preferences.services import own_preferences
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, CoAuthor, Submission
from articles.services.faces import follow_account
from articles.services.schedule import keep_schedules
from articles.tests.factories import (
    AnthologyPageFactory,
    TopicPageFactory,
)
from home.models import EditorsPick, FooterLink, SiteSettings
from images.models import CustomImage
from tests.serving.kept import Library, edit, fresh, told

# The same on every database: what is tried is who says what to whom.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


def new_article(library: Library) -> None:
    book = library.first.anthology
    page = ArticlePage(title="新的", locale=book.locale, body=[("markdown", "新")])
    book.add_child(instance=page)
    page.save_revision().publish()


def new_draft(library: Library) -> None:
    book = library.first.anthology
    page = ArticlePage(title="草稿", locale=book.locale, live=False)
    book.add_child(instance=page)
    page.save_revision()


def save_draft(library: Library) -> None:
    page = fresh(library.first)
    page.title = "还没写完"
    page.save_revision()


def into_the_menu(library: Library) -> None:
    """A topic that nobody knew, and one whose restriction is gone."""
    parent = fresh(library.topic).get_parent().specific
    topic = TopicPageFactory(parent=parent, title="茶", show_in_menus=True, live=False)
    topic.save_revision().publish()


def restrict_topic(library: Library) -> None:
    PageViewRestriction.objects.create(
        page=fresh(library.topic), restriction_type=PageViewRestriction.LOGIN
    )


def open_topic(library: Library) -> None:
    PageViewRestriction.objects.filter(page=library.topic.pk).delete()


def reorder_books(library: Library) -> None:
    """Pages that come to stand elsewhere in the tree, and then a new article there."""
    author = fresh(library.first.author_page)
    other = AnthologyPageFactory(parent=author, title="另一本")
    other.move(author, pos="first-child")
    new_article(library)


def drop_editor(library: Library) -> None:
    user = UserFactory(nickname="编者")
    topic = fresh(library.topic)
    topic.editors.add(user)
    topic.save_revision().publish()
    user.delete()


def longer_text(library: Library) -> None:
    edit(library.second, body=[("markdown", "一二三四五六七八九十")])


def schedule_and_publish(library: Library) -> None:
    page = fresh(library.first)
    page.title, page.go_live_at = "到时候了", timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    past = timezone.now() - timedelta(minutes=1)
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    keep_schedules()


def expire(library: Library) -> None:
    edit(library.first, expire_at=timezone.now() + timedelta(hours=1))
    past = timezone.now() - timedelta(minutes=1)
    page = fresh(library.first)
    page.expire_at = past
    page.save()
    keep_schedules()


def change_tags(library: Library) -> None:
    page = fresh(library.second)
    page.tags.add("墨")
    page.save_revision().publish()


def lose_tag(library: Library) -> None:
    page = fresh(library.first)
    page.tags.clear()
    page.save_revision().publish()


def rename_tag(library: Library) -> None:
    tag = Tag.objects.get(pk=library.tag.pk)
    tag.name = "宣纸"
    tag.save()


def take_in(library: Library) -> None:
    accepted = Submission.State.ACCEPTED
    Submission.objects.create(
        article=library.second, topic=library.topic, state=accepted
    )


def let_go(library: Library) -> None:
    row = Submission.objects.get(article=library.first)
    row.state = Submission.State.WITHDRAWN
    row.save(update_fields=["state", "updated_at"])


def change_name(library: Library) -> None:
    user = User.objects.get(pk=library.first.author_page.user_id)
    user.nickname = "林闻之"
    user.save(update_fields=["nickname"])
    follow_account(user.pk)


def pick(library: Library) -> None:
    home = library.home
    home.picks.add(EditorsPick(article=library.foreign, locale=home.locale))
    home.save_revision().publish()


def change_foot(library: Library) -> None:
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    FooterLink.objects.create(settings=settings, label="友情链接", url="/about/")


def rename_site(library: Library) -> None:
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.name = "山房"
    settings.save()


def translate(library: Library) -> None:
    english = Locale.objects.get(language_code="en")
    first = fresh(library.first)
    for page in (first.author_page, first.anthology, first):
        page.copy_for_translation(english).save_revision().publish()


def restrict(library: Library) -> None:
    PageViewRestriction.objects.create(page=library.first, restriction_type="login")


def restrict_book(library: Library) -> None:
    book = library.first.anthology
    PageViewRestriction.objects.create(page=book, restriction_type="login")


def open_again(library: Library) -> None:
    restrict(library)
    PageViewRestriction.objects.all().delete()


def write_along(library: Library) -> None:
    author = library.first.author_page
    CoAuthor.objects.create(article=library.foreign, author=author)
    edit(library.foreign)


def lead_on(library: Library) -> None:
    site = Site.objects.get(is_default_site=True)
    Redirect.objects.create(
        old_path="/nichts", redirect_page=library.first, site=site, is_permanent=False
    )


def move(library: Library) -> None:
    fresh(library.first).move(library.foreign.anthology, pos="last-child")


def reorder(library: Library) -> None:
    fresh(library.second).move(fresh(library.first), pos="left")


def replace_picture(library: Library) -> None:
    picture = CustomImage.objects.get(pk=library.picture.pk)
    picture.description = "一座山"
    picture.save()


def new_size(library: Library) -> None:
    CustomImage.objects.get(pk=library.picture.pk).get_rendition(
        "width-320|format-webp"
    )


def hide_from_robots(library: Library) -> None:
    preferences = own_preferences(library.first.author_page.user)
    preferences.is_searchable = False
    preferences.save()


def book_to_another(library: Library) -> None:
    """To the author whose article stands in the same topic: theirs is no longer another's."""
    fresh(library.first.anthology).move(library.foreign.author_page, pos="last-child")


def topic_below_another(library: Library) -> None:
    other = TopicPageFactory(title="远方", show_in_menus=False)
    fresh(library.topic).move(other, pos="last-child")


CHANGES: dict[str, Callable[[Library], None]] = {
    "edit a title": lambda lib: edit(lib.first, title="改过的"),
    "edit a text": lambda lib: edit(lib.second, body=[("markdown", "改过的正文")]),
    "publish a new article": new_article,
    "publish on time": schedule_and_publish,
    "end on time": expire,
    "unpublish": lambda lib: fresh(lib.first).unpublish(),
    "unpublish an anthology": lambda lib: fresh(lib.first.anthology).unpublish(),
    "publish again": lambda lib: (
        fresh(lib.first).unpublish(),
        edit(lib.first, title="又来了"),
    ),
    "delete": lambda lib: fresh(lib.first).delete(),
    "delete an author": lambda lib: fresh(lib.first.author_page).delete(),
    "move": move,
    "reorder": reorder,
    "rename an address": lambda lib: edit(lib.first, slug="xin-ming"),
    "rename an author's address": lambda lib: edit(
        lib.first.author_page, slug="lin-wen-2"
    ),
    "rename a person": change_name,
    "rename an anthology": lambda lib: edit(lib.first.anthology, title="水边"),
    "sell a text": lambda lib: edit(lib.first, price=500),
    "change tags": change_tags,
    "lose a tag": lose_tag,
    "rename a tag": rename_tag,
    "take into a topic": take_in,
    "let go of a topic": let_go,
    "rename a topic": lambda lib: edit(lib.topic, title="走路"),
    "unpublish a topic": lambda lib: fresh(lib.topic).unpublish(),
    "pick": pick,
    "change the foot": change_foot,
    "rename the site": rename_site,
    "edit a plain page": lambda lib: edit(lib.terms, body="别的"),
    "into the menu": lambda lib: edit(lib.terms, show_in_menus=True),
    "translate": translate,
    "restrict": restrict,
    "restrict an anthology": restrict_book,
    "open again": open_again,
    "write along": write_along,
    "lead an old address on": lead_on,
    "describe a picture": replace_picture,
    "hide from search engines": hide_from_robots,
    "a book to another author": book_to_another,
    "a topic below another": topic_below_another,
    "a new topic": into_the_menu,
    "restrict a topic": restrict_topic,
    "reorder books": reorder_books,
    "drop an editor": drop_editor,
    "a longer text": longer_text,
}
# What readers see nothing of.
UNSEEN: dict[str, Callable[[Library], None]] = {
    "save a draft": save_draft,
    "begin a draft": new_draft,
}
# What may show anything of any page: the map of the site, answers to programs.
WHOLE = ("/sitemap.xml", "/api/v2/")
# How many pages, at most, are made anew though they show the same: a list they show
# was touched, in a part that they do not.
NEEDLESS = {
    "edit a title": 1,
    "rename an address": 1,
    "rename an author's address": 1,
    "a book to another author": 1,
    "edit a text": 2,
    "sell a text": 1,
    "publish a new article": 2,
    "publish again": 4,
    "unpublish an anthology": 8,
    "rename an anthology": 7,
    "change tags": 6,
    "lose a tag": 4,
    "rename a tag": 10,
    "change the foot": 3,
    "rename the site": 2,
    "into the menu": 6,
    "translate": 5,
    "unpublish a topic": 1,
    "move": 2,
    # Whatever lists or counts pages ends when the next page does.
    "end on time": 16,
    "reorder": 9,
    "take into a topic": 1,
    "open again": 18,
    "write along": 12,
    "describe a picture": 7,
    "hide from search engines": 8,
    "reorder books": 1,
    "drop an editor": 4,
    "a longer text": 2,
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_page_is_fresh(kept, library, django_capture_on_commit_callbacks, name):
    before = {path: kept.get(path) for path in [*library.addresses(), "/nichts/"]}
    assert [path for path in before if not kept.is_kept(path)] == []

    with django_capture_on_commit_callbacks(execute=True):
        CHANGES[name](library)
    kept.cache.keeper.look()

    needless = []
    for path in dict.fromkeys([*before, *library.addresses()]):
        was_kept, truth = kept.is_kept(path), kept.truth(path)
        assert told(kept.get(path)) == told(truth), f"{path} is old"
        if path.startswith(WHOLE) or truth[0] == 404:
            continue
        if not was_kept and before.get(path) == truth:
            needless.append(path)
    assert len(needless) <= NEEDLESS.get(name, 0), needless


@pytest.mark.parametrize("name", UNSEEN)
def test_what_readers_do_not_see_purges_nothing(
    kept, library, django_capture_on_commit_callbacks, name
):
    paths = library.addresses()
    for path in paths:
        kept.get(path)

    with django_capture_on_commit_callbacks(execute=True):
        UNSEEN[name](library)
    kept.cache.keeper.look()

    assert [path for path in paths if not kept.is_kept(path)] == []
