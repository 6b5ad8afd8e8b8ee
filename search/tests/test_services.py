from collections.abc import Callable
from typing import Any

import pytest

from django.core.management import call_command

from wagtail.models import Locale, PageViewRestriction
from wagtail.search.backends import get_search_backend

from articles.models import AnthologyPage, ArticlePage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from search.services import PER_PAGE, SearchAnswer, search

PAID = [
    ("markdown", "公开的开头讲并发。"),
    ("paywall", None),
    ("markdown", "付费的结尾讲薛定谔。"),
]


def ask(query: str, kind: str = "articles", **kwargs: Any) -> SearchAnswer:
    return search(kind, query, Locale.get_default(), **kwargs)


def titles(answer: SearchAnswer) -> list[str]:
    return [result.title for result in answer.page]


@pytest.fixture(params=["index", "database"])
def source(request: pytest.FixtureRequest, put_in_index: Callable[..., None]) -> str:
    """Each rule holds with the index, and without it."""
    if request.param == "database":
        request.getfixturevalue("index_down")
    return request.param


@pytest.mark.usefixtures("source")
class TestWhatIsFound:
    def test_each_kind_finds_its_own(self, put_in_index: Callable[..., None]) -> None:
        author = AuthorPageFactory(title="围棋少年", bio="写字的人。")
        book = AnthologyPageFactory(parent=author, title="围棋手记")
        article = ArticlePageFactory(parent=book, title="围棋入门")
        other = ArticlePageFactory(parent=book, title="象棋", markdown="不如围棋。")
        topic = TopicPageFactory(title="棋", description="围棋与象棋")
        put_in_index(author, book, article, other, topic)

        assert titles(ask("围棋")) == ["围棋入门", "象棋"]
        assert titles(ask("围棋", "topics")) == ["棋"]
        assert titles(ask("围棋", "anthologies")) == ["围棋手记"]
        assert titles(ask("围棋", "authors")) == ["围棋少年"]
        assert ask("围棋").counts == {
            "articles": 2,
            "topics": 1,
            "anthologies": 1,
            "authors": 1,
        }

    def test_drafts_and_private_pages_stay_away(
        self, put_in_index: Callable[..., None]
    ) -> None:
        book = AnthologyPageFactory()
        public = ArticlePageFactory(parent=book, title="公开的围棋")
        draft = ArticlePageFactory(parent=book, title="草稿的围棋", live=False)
        hidden = AnthologyPageFactory(title="私下的围棋")
        inside = ArticlePageFactory(parent=hidden, title="藏着的围棋")
        PageViewRestriction.objects.create(
            page=hidden, restriction_type=PageViewRestriction.LOGIN
        )
        put_in_index(public, draft, hidden, inside)

        answer = ask("围棋")

        assert titles(answer) == ["公开的围棋"]
        assert answer.counts["articles"] == 1
        assert titles(ask("围棋", "anthologies")) == []

    def test_other_languages_stay_away(self, put_in_index: Callable[..., None]) -> None:
        chinese = ArticlePageFactory(title="Golang 并发")
        put_in_index(chinese)
        english, _ = Locale.objects.get_or_create(language_code="en")

        assert titles(ask("golang")) == ["Golang 并发"]
        assert list(search("articles", "golang", english).page) == []

    @pytest.mark.parametrize("priced", ["article", "anthology"])
    def test_what_must_be_bought_is_neither_found_nor_quoted(
        self, priced: str, put_in_index: Callable[..., None]
    ) -> None:
        book = AnthologyPageFactory(price=900 if priced == "anthology" else 0)
        article = ArticlePageFactory(
            parent=book,
            title="物理",
            blocks=PAID,
            price=100 if priced == "article" else 0,
        )
        sold_whole = ArticlePageFactory(
            parent=book, title="全文收费", markdown="整篇都讲薛定谔。", price=100
        )
        put_in_index(article, sold_whole)

        found = ask("并发")

        assert titles(ask("薛定谔")) == []
        assert ask("薛定谔").counts["articles"] == 0
        assert titles(found) == ["物理"]
        assert found.page[0].excerpt == "公开的开头讲<mark>并发</mark>。"
        assert ask("全文收费").page[0].excerpt == ""

    def test_a_mark_in_a_free_article_hides_nothing(
        self, put_in_index: Callable[..., None]
    ) -> None:
        put_in_index(ArticlePageFactory(title="物理", blocks=PAID))

        assert "<mark>薛定谔</mark>" in ask("薛定谔").page[0].excerpt

    def test_a_result_has_address_title_and_excerpt(
        self, put_in_index: Callable[..., None]
    ) -> None:
        article = ArticlePageFactory(title="<b>并发</b>", markdown="a < b 时的并发")
        put_in_index(article)

        result = ask("并发").page[0]

        assert result.url == article.url
        assert result.title == "<b>并发</b>"
        assert result.highlighted == "&lt;b&gt;<mark>并发</mark>&lt;/b&gt;"
        assert result.excerpt == "a &lt; b 时的<mark>并发</mark>"
        assert result.page == article

    def test_pages(self, put_in_index: Callable[..., None]) -> None:
        book = AnthologyPageFactory()
        made = [ArticlePageFactory(parent=book, title="围棋") for _ in range(25)]
        put_in_index(*made)

        first, second = ask("围棋"), ask("围棋", page="2")

        assert (len(first.page), len(second.page)) == (PER_PAGE, 5)
        shown = {result.page.pk for answer in (first, second) for result in answer.page}
        assert shown == {article.pk for article in made}
        assert ask("围棋", page="99").page.number == 2
        assert ask("围棋", page="x").page.number == 1

    def test_query_count_does_not_grow(
        self,
        put_in_index: Callable[..., None],
        django_assert_max_num_queries: Callable[..., Any],
    ) -> None:
        book = AnthologyPageFactory()
        put_in_index(
            *[ArticlePageFactory(parent=book, title="围棋") for _ in range(PER_PAGE)]
        )
        ask("围棋")

        with django_assert_max_num_queries(12):
            assert len(ask("围棋").page) == PER_PAGE

    @pytest.mark.parametrize("query", ["", " ", '"', "\x00", "😀", "\ud800"])
    def test_nothing_to_ask_finds_nothing(self, query: str) -> None:
        answer = ask(query)

        assert (answer.words, titles(answer)) == ([], [])
        assert set(answer.counts.values()) == {0}

    def test_ten_thousand_characters(self) -> None:
        assert titles(ask("深度" * 5000)) == []


def test_publishing_and_unpublishing_and_deleting(
    fresh_index: None, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    def refreshed() -> list[str]:
        get_search_backend().get_index_for_model(ArticlePage).refresh()
        return titles(ask("围棋"))

    with django_capture_on_commit_callbacks(execute=True):
        article = ArticlePageFactory(title="围棋", live=False)
    assert refreshed() == []

    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    assert refreshed() == ["围棋"]

    article.title = "象棋与围棋"
    with django_capture_on_commit_callbacks(execute=True):
        revision = article.save_revision()
    assert refreshed() == ["围棋"]
    with django_capture_on_commit_callbacks(execute=True):
        revision.publish()
    assert refreshed() == ["象棋与围棋"]

    article = ArticlePage.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        article.unpublish()
    assert refreshed() == []

    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    assert refreshed() == ["象棋与围棋"]
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert refreshed() == []


def test_an_article_moved_into_a_sold_book_loses_its_paid_words(
    put_in_index: Callable[..., None],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    author = AuthorPageFactory()
    free = AnthologyPageFactory(parent=author)
    sold = AnthologyPageFactory(parent=author, price=900)
    article = ArticlePageFactory(parent=free, title="物理", blocks=PAID)
    put_in_index(article)
    assert titles(ask("薛定谔")) == ["物理"]

    with django_capture_on_commit_callbacks(execute=True):
        article.move(AnthologyPage.objects.get(pk=sold.pk), pos="last-child")

    get_search_backend().get_index_for_model(ArticlePage).refresh()
    assert titles(ask("薛定谔")) == []
    assert titles(ask("并发")) == ["物理"]


def test_update_index_builds_what_saving_builds(fresh_index: None) -> None:
    ArticlePageFactory(title="围棋", markdown="深度学习")
    call_command("update_index", verbosity=0)

    get_search_backend().get_index_for_model(ArticlePage).refresh()
    assert titles(ask("深度学习")) == ["围棋"]


def test_unknown_kind_is_a_key_error(db: None) -> None:
    with pytest.raises(KeyError):
        ask("围棋", "nonsense")
