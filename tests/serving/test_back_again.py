"""What went and was missed by readers is there again when it is back."""

from collections.abc import Callable

import pytest

from wagtail.models import Locale, PageViewRestriction

from articles.models import ArticlePage
from home.models import CarouselSlide, EditorsPick
from tests.serving.kept import Kept, Library, edit, fresh, told

# The same on every database: what is tried is who says what to whom.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


def english(library: Library) -> ArticlePage:
    """The first article in English, which the Chinese front page shows twice."""
    locale = Locale.objects.get(language_code="en")
    first = fresh(library.first)
    for page in (first.author_page, first.anthology, first):
        page.copy_for_translation(locale).save_revision().publish()
    article = first.get_translation(locale)
    home = library.home
    home.picks.add(EditorsPick(article=article, locale=home.locale))
    home.slides.add(CarouselSlide(article=article, locale=home.locale))
    home.save_revision().publish()
    return article


def close(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def opened(page) -> None:
    PageViewRestriction.objects.filter(page=page.pk).delete()


def leave(page) -> None:
    fresh(page).unpublish()


def return_renamed(page) -> None:
    edit(page, title="又回来了")


# What goes and comes, and how.
Way = tuple[Callable[[Library], object], Callable, Callable]
WAYS: dict[str, Way] = {
    "an author": (lambda lib: lib.first.author_page, leave, edit),
    "a closed author": (lambda lib: lib.first.author_page, close, opened),
    "an anthology": (lambda lib: lib.first.anthology, leave, edit),
    "a topic": (lambda lib: lib.topic, leave, return_renamed),
    "a closed topic": (lambda lib: lib.topic, close, opened),
    "an article": (lambda lib: lib.second, leave, return_renamed),
    "a closed article": (lambda lib: lib.second, close, opened),
    "an article of another language": (english, leave, edit),
    "a closed article of another language": (english, close, opened),
    "a plain page": (lambda lib: lib.terms, leave, edit),
}


def look(kept: Kept, library: Library) -> None:
    for path in library.addresses():
        kept.get(path)


@pytest.mark.parametrize("name", WAYS)
def test_every_page_shows_it_again(
    kept, library, django_capture_on_commit_callbacks, name
):
    find, goes, comes = WAYS[name]
    with django_capture_on_commit_callbacks(execute=True):
        page = find(library)
    look(kept, library)
    with django_capture_on_commit_callbacks(execute=True):
        goes(page)
    kept.cache.keeper.look()
    look(kept, library)

    with django_capture_on_commit_callbacks(execute=True):
        comes(page)
    kept.cache.keeper.look()

    for path in library.addresses():
        assert told(kept.get(path)) == told(kept.truth(path)), f"{path} is old"
