"""The backend itself, as Wagtail's admin uses it; on whichever one this run has."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import (
    MATCH_ALL,
    And,
    Boost,
    Fuzzy,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)

from articles.models import ArticlePage, TopicPage
from articles.tests.factories import ArticlePageFactory, TopicPageFactory

NASTY = [
    '"',
    '""',
    "'",
    '"深度',
    "",
    " ",
    "\t\n　",
    "\x00",
    "深\x00度",
    "AND",
    "a OR",
    "NOT 深度",
    "NEAR(a b)",
    "深度*",
    "^深度",
    "title:深度",
    "{title} : 深度",
    "(((",
    "a & | ! <-> b",
    "-深度",
    "--",
    "\\",
    "%",
    "%s %d %(x)s",
    "😀",
    "😀 深度",
    "\ud800",
    "x" * 10_000,
    "深度" * 5_000,
    "' OR 1=1 --",
    "\u200b",
    "{}[]/?;`",
    "e\u0301",
]


def titles(results: Any) -> list[str]:
    return [page.title for page in results]


def search(query: Any, model: Any = ArticlePage, **kwargs: Any) -> list[str]:
    return titles(get_search_backend().search(query, model, **kwargs))


def complete(query: Any, model: Any = ArticlePage, **kwargs: Any) -> list[str]:
    return sorted(titles(get_search_backend().autocomplete(query, model, **kwargs)))


@pytest.fixture
def three_articles(put_in_index: Callable[..., None]) -> None:
    put_in_index(
        ArticlePageFactory(title="深度学习入门", markdown="从感知机讲起。"),
        ArticlePageFactory(
            title="神经网络", markdown="深度学习的基础，用 Django 部署。"
        ),
        ArticlePageFactory(title="南京市长江大桥", markdown="江苏省南京市的一座桥。"),
    )


@pytest.mark.usefixtures("three_articles")
class TestSearch:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("深度学习", ["深度学习入门", "神经网络"]),
            ("深度", ["深度学习入门", "神经网络"]),
            ("长江大桥", ["南京市长江大桥"]),
            ("大桥", ["南京市长江大桥"]),
            ("江苏省南京市", ["南京市长江大桥"]),
            ("神经网络 部署", ["神经网络"]),
            ("ＤＪＡＮＧＯ", ["神经网络"]),
            ("市长", []),
            ("深度 大桥", []),
            ("如何部署", ["神经网络"]),
        ],
    )
    def test_words(self, query: str, found: list[str]) -> None:
        assert search(query) == found

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("深度学", ["深度学习入门"]),
            ("长江大", ["南京市长江大桥"]),
            ("神", ["神经网络"]),
            ("感知", []),
        ],
    )
    def test_beginnings_of_titles(self, query: str, found: list[str]) -> None:
        assert complete(query) == found

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            (
                PlainText("大桥 感知机", operator="or"),
                ["南京市长江大桥", "深度学习入门"],
            ),
            (Phrase("深度学习"), ["深度学习入门", "神经网络"]),
            (Phrase("学习深度"), []),
            (And([PlainText("深度"), Phrase("感知机")]), ["深度学习入门"]),
            (Or([PlainText("大桥"), PlainText('"')]), ["南京市长江大桥"]),
            (And([PlainText("大桥"), PlainText(" ")]), []),
            (And([PlainText("深度"), Not(PlainText("感知机"))]), ["神经网络"]),
            (
                And([PlainText("深度"), Not(PlainText("😀"))]),
                ["深度学习入门", "神经网络"],
            ),
            (Not(PlainText("深度")), ["南京市长江大桥"]),
            (Boost(PlainText("大桥"), 2.0), ["南京市长江大桥"]),
            (Boost(PlainText(""), 2.0), []),
            (Fuzzy("大桥"), ["南京市长江大桥"]),
            (Fuzzy(""), []),
            (Phrase('"'), []),
            (Not(MATCH_ALL), []),
        ],
    )
    def test_composed_queries(self, query: SearchQuery, found: list[str]) -> None:
        assert sorted(search(query)) == sorted(found)

    def test_match_all(self) -> None:
        assert len(search(MATCH_ALL)) == 3

    @pytest.mark.parametrize(
        ("fields", "found"),
        [
            (["title"], ["深度学习入门"]),
            (["open_text"], ["神经网络"]),
            ([], []),
        ],
    )
    def test_chosen_fields(self, fields: list[str], found: list[str]) -> None:
        assert search("深度学习", fields=fields) == found

    def test_completion_of_chosen_fields(self) -> None:
        assert complete("深度学", fields=["title"]) == ["深度学习入门"]

    def test_nothing_typed_is_an_error(self) -> None:
        backend = get_search_backend()
        for query in NASTY:
            for ask in (backend.search, backend.autocomplete):
                for part in (query, PlainText(query, operator="or")):
                    results = ask(part, ArticlePage)
                    assert len(list(results)) == results.count()
            list(backend.search(Phrase(query), ArticlePage))

    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.text(alphabet=st.characters(), max_size=30))
    @example('"')
    @example("\x00\ud800")
    def test_any_text_gets_an_answer(self, query: str) -> None:
        assert set(search(query)) <= {"深度学习入门", "神经网络", "南京市长江大桥"}
        complete(query)

    def test_facets_count_kinds(self, put_in_index: Callable[..., None]) -> None:
        article = ArticlePageFactory(title="深度")
        topic = TopicPageFactory(title="深度")
        put_in_index(article, topic)

        found = get_search_backend().search("深度", Page.objects.all())

        assert found.facet("content_type_id")[topic.content_type_id] == 1


def test_titles_stand_above_texts(put_in_index: Callable[..., None]) -> None:
    put_in_index(
        ArticlePageFactory(title="甲", markdown="并发 " * 500),
        ArticlePageFactory(title="谈一谈并发这件事情在工程中的意义", markdown="短。"),
        ArticlePageFactory(title="乙", markdown="并发"),
    )

    assert search("并发")[0] == "谈一谈并发这件事情在工程中的意义"
    assert sorted(search("并发")[1:]) == ["乙", "甲"]


def test_all_words_in_the_title_beat_one_of_them(
    put_in_index: Callable[..., None],
) -> None:
    put_in_index(
        ArticlePageFactory(title="部署", markdown="docker 部署 docker 部署 " * 50),
        ArticlePageFactory(title="用 docker 部署", markdown="短。"),
    )

    assert search("docker 部署") == ["用 docker 部署", "部署"]


def test_words_that_stand_together_come_first(
    put_in_index: Callable[..., None],
) -> None:
    apart = "学习要讲究深度，深度来自学习。" * 5
    put_in_index(
        ArticlePageFactory(title="甲", markdown=apart),
        ArticlePageFactory(title="乙", markdown="很长的开头。" * 40 + "深度学习。"),
        ArticlePageFactory(title="丙", markdown=apart),
    )

    assert search("深度学习")[0] == "乙"
    assert sorted(search("深度学习")) == ["丙", "乙", "甲"]


def test_order_slices_and_scores(put_in_index: Callable[..., None]) -> None:
    titles_made = ["围棋", "围棋 围棋 围棋", "下围棋的人"]
    put_in_index(*[ArticlePageFactory(title=title) for title in titles_made])
    backend = get_search_backend()
    ordered = ArticlePage.objects.order_by("title")

    by_title = backend.search("围棋", ordered, order_by_relevance=False)
    best = backend.search("围棋", ArticlePage).annotate_score("score")

    assert titles(by_title) == sorted(titles_made)
    assert titles(best[1:3]) == titles(best)[1:3]
    assert best.count() == 3
    assert all(isinstance(page.score, float) for page in best)


def test_indexing_twice_replaces(put_in_index: Callable[..., None]) -> None:
    topic = TopicPageFactory(title="旧名字")
    put_in_index(topic)
    topic.title = "新称呼"
    topic.save()

    put_in_index(topic)

    assert search("旧名字", TopicPage) == []
    assert search("新称呼", TopicPage) == ["新称呼"]


def test_a_very_long_text_can_be_indexed(put_in_index: Callable[..., None]) -> None:
    han = "".join(chr(0x4E00 + (i * 7919) % 20_000) for i in range(120_000))
    topic = TopicPageFactory(title="长文", description="词")
    TopicPage.objects.filter(pk=topic.pk).update(description=han + "\n词")

    put_in_index(TopicPage.objects.get(pk=topic.pk))

    assert search("长文", TopicPage) == ["长文"]
