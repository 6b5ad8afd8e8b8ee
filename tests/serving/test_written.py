"""A query written once gives the rows the query set itself would give."""

from uuid import uuid4

import pytest

from wagtail.models import Page

from articles.models import ArticlePage, Submission
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from core.pages.querysets import readable
from core.written import Written

pytestmark = pytest.mark.django_db


def at(url_path: str):
    return ArticlePage.objects.for_page().filter(readable(), url_path=url_path)[:1]


def below(anthology: int, path: str):
    pages = ArticlePage.objects.filter(anthology_id=anthology, path__gt=path)
    return pages.order_by("path")


def test_rows_and_what_comes_with_them(django_assert_num_queries):
    one, other = ArticlePageFactory(title="一"), ArticlePageFactory(title="二")
    written = Written(at, url_path=str)

    with django_assert_num_queries(2):
        found = [written.first(url_path=page.url_path) for page in (one, other)]
        told = [(page.title, page.locale.language_code) for page in found]
        texts = [page.rendering.text for page in found]

    assert found == [one, other]
    assert told == [("一", "zh-hans"), ("二", "zh-hans")]
    assert texts == [page.rendering.text for page in (one, other)]
    assert vars(found[0]).keys() == vars(at(one.url_path)[0]).keys()


def test_every_run_has_its_own_values():
    book = AnthologyPageFactory()
    first, second, third = [ArticlePageFactory(parent=book) for _ in range(3)]
    written = Written(below, anthology=int, path=str)

    def after(page: Page) -> list[ArticlePage]:
        return written.rows(anthology=book.pk, path=page.path)

    assert after(first) == [second, third]
    assert after(third) == []
    assert after(second) == [third]
    assert written.rows(anthology=0, path="") == []


def test_only_now_counts_what_readers_may_open():
    article = ArticlePageFactory()
    written = Written(at, url_path=str)
    assert written.first(url_path=article.url_path) == article

    article.unpublish()

    assert written.first(url_path=article.url_path) is None


def test_keys_of_translations_and_flat_lists():
    article = ArticlePageFactory()
    rows = Written(
        lambda key: Page.objects.filter(translation_key=key).values_list(
            "pk", flat=True
        ),
        key=type(article.translation_key),
    )

    assert rows.rows(key=article.translation_key) == [article.pk]
    assert rows.rows(key=uuid4()) == []


def test_signs_in_a_value_are_no_sql():
    ArticlePageFactory()
    written = Written(at, url_path=str)

    assert written.first(url_path="' OR 1=1 --%s") is None


def test_a_value_that_is_put_together_is_refused():
    written = Written(
        lambda word: Page.objects.filter(title__startswith=word), word=str
    )

    with pytest.raises(ValueError, match="as it is"):
        written.rows(word="春")


def test_queries_after_the_first_are_refused():
    written = Written(
        lambda pk: Submission.objects.filter(pk=pk).prefetch_related("topic"), pk=int
    )

    with pytest.raises(ValueError, match="no queries after it"):
        written.rows(pk=1)
