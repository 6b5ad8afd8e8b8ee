"""A sold text's alias or translation never becomes free by itself."""

import pytest

from wagtail.models import Locale

from articles.models import AnthologyPage, ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory

pytestmark = pytest.mark.django_db
SECRET = "山后的秘密"


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def translated(page):
    english = Locale.objects.get(language_code="en")
    page.copy_for_translation(english, copy_parents=True).save_revision().publish()
    return page.get_translation(english)


@pytest.fixture
def article():
    return ArticlePageFactory(markdown=SECRET)


@pytest.fixture
def alias(article):
    return article.create_alias(parent=AnthologyPageFactory())


def prices(*pages) -> list[tuple[int, bool]]:
    found = [fresh(page) for page in pages]
    return [(page.asking_price, page.is_for_sale) for page in found]


def test_a_price_set_later_holds_for_alias_and_translation(article, alias):
    translation = translated(article)
    article.price = 300

    article.save_revision().publish()

    assert prices(article, alias, translation) == [(300, True)] * 3


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_sold_book_sells_what_was_made_from_its_articles(article, when, client):
    book = article.anthology
    if when == "before":
        AnthologyPage.objects.filter(pk=book.pk).update(price=900)
    alias = fresh(article).create_alias(parent=AnthologyPageFactory())
    translation = translated(fresh(article))
    book = fresh(book)
    book.price = 900

    book.save_revision().publish()

    assert prices(article, alias, translation) == [(900, True)] * 3
    for page in (alias, translation):
        assert SECRET not in client.get(fresh(page).url).content.decode()
        assert SECRET not in client.get(f"/api/v2/pages/{page.pk}/").content.decode()


def test_what_is_written_below_a_translated_sold_book_is_sold_with_it(article):
    english_book = translated(article).anthology
    native = ArticlePageFactory(parent=english_book, locale=english_book.locale)
    book = article.anthology
    book.price = 900

    book.save_revision().publish()

    assert prices(native) == [(900, True)]


def test_a_price_of_its_own_stays(article):
    translation = translated(article)
    translation.price = 100
    translation.save_revision().publish()
    article.price = 300

    article.save_revision().publish()

    assert prices(translation) == [(100, True)]


def test_a_source_that_becomes_free_frees_its_copies(article, alias):
    translation = translated(article)
    for price in (300, 0):
        article.price = price
        article.save_revision().publish()

    assert prices(article, alias, translation) == [(0, False)] * 3


def test_moved_into_a_sold_book_it_is_sold_everywhere(article, alias):
    book = AnthologyPageFactory(price=900)

    article.move(book, pos="last-child")

    assert prices(article, alias) == [(900, True)] * 2


def test_an_old_draft_does_not_bring_the_free_state_back(article):
    translation = translated(article)
    draft = translation.save_revision()
    article.price = 300
    article.save_revision().publish()

    draft.publish()

    assert prices(translation) == [(300, True)]


@pytest.mark.parametrize("way", ["delete", "convert"])
def test_without_its_source_it_keeps_the_price_as_its_own(article, alias, way):
    translation = translated(article)
    book = article.anthology
    book.price = 900
    book.save_revision().publish()

    if way == "delete":
        ArticlePage.objects.get(pk=article.pk).delete()
    else:
        alias = fresh(alias)
        alias.alias_of_id = None
        alias.save(update_fields=["alias_of_id"], clean=False)

    alias = fresh(alias)
    assert (alias.price, alias.source_price) == (900, None)
    assert fresh(translation).asking_price == 900
    if way == "delete":
        draft = fresh(translation).get_latest_revision_as_object()
        assert (draft.price, draft.source_price) == (900, None)


def test_search_quotes_nothing_sold(
    article, alias, client, django_capture_on_commit_callbacks
):
    book = article.anthology
    book.price = 900
    with django_capture_on_commit_callbacks(execute=True):
        book.save_revision().publish()

    for address in (f"/search/?q={SECRET[:2]}", "/feed.json", f"{alias.url}"):
        assert SECRET not in client.get(address).content.decode()
