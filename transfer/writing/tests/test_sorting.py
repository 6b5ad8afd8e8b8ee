"""Which tags an article keeps, gets and loses when its file is imported again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory, TopicPageFactory
from transfer.reading.decode import Decoded
from transfer.reading.post import Post
from transfer.writing.classifying import MAX_TAG, classify, merged
from transfer.writing.topics import Topics

NAMES = st.lists(st.sampled_from(["a", "A", "b", "甲", "乙"]), max_size=5)


def post(tags=(), categories=()):
    return Post("a.md", "", b"", Decoded(""), "", "", tags=[*tags], categories=[*categories])  # fmt: skip


@pytest.mark.parametrize(
    ("have", "before", "after", "result"),
    [
        ([], [], ["甲"], ["甲"]),
        (["甲"], ["甲"], [], []),
        (["甲", "自"], ["甲"], ["乙"], ["乙", "自"]),
        (["甲", "自"], ["甲"], ["甲"], ["甲", "自"]),
        (["自"], ["甲"], ["甲"], ["自"]),
        (["自"], [], ["自"], ["自"]),
        (["Go"], ["go"], ["GO"], ["Go"]),
        (["Go"], ["go"], [], []),
        (["Go"], [], ["go"], ["Go"]),
    ],
)
def test_what_the_file_says_no_longer_goes_and_what_was_chosen_here_stays(
    have, before, after, result
):
    assert merged(have, before, after, str.lower) == result


@given(NAMES, NAMES, NAMES)
def test_a_name_is_there_once_and_for_a_reason(have, before, after):
    result = {name.lower() for name in merged(have, before, after, str.lower)}
    has, was, now = (
        {name.lower() for name in names} for names in (have, before, after)
    )

    assert len(merged(have, before, after, str.lower)) == len(result)
    assert result == (has - (was - now)) | (now - was)


@given(NAMES, NAMES)
def test_a_file_that_says_the_same_changes_nothing(have, said):
    result = merged(have, said, said, str.lower)

    assert {name.lower() for name in result} == {name.lower() for name in have}


@pytest.fixture
def page(db):
    return ArticlePageFactory()


def topics(page):
    return Topics(make=False, locale_id=page.locale_id, user=None)


def sorted_of(page):
    page.save()
    stored = ArticlePage.objects.get(pk=page.pk)
    chosen = [topic.title for topic in stored.offered_topics.all()]
    return sorted(stored.tags.names()), sorted(chosen)


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["Go", "go", "GO"], ["Go"]),
        (["签" * (MAX_TAG + 1), "签" * MAX_TAG], ["签" * MAX_TAG]),
        (["  两 个\n词 ", "\u200b", ""], ["两 个 词"]),
        (["a, b", "a"], ["a", "a, b"]),
    ],
)
def test_tags_are_short_lines_that_differ_by_more_than_case(page, tags, names):
    classify(page, post(tags), topics(page), None)

    assert sorted_of(page) == (names, [])


def test_the_deepest_category_that_is_a_topic_counts(page):
    TopicPageFactory(title="技术")
    TopicPageFactory(title="Web 前端", slug="web")
    said = post(
        ["甲"], [("技术", "web 前端"), ("技术", "后端"), ("WEB",), ("生活", "猫")]
    )

    classify(page, said, topics(page), None)

    assert sorted_of(page) == (["猫", "生活", "甲"], ["Web 前端", "技术"])
    assert [(n.code, n.detail) for n in said.notes] == [
        ("category_as_tag", "生活 / 猫")
    ]


def test_a_topic_of_another_language_is_none(page):
    TopicPageFactory(title="技术")

    classify(page, post(categories=[("技术",)]),
             Topics(make=False, locale_id=page.locale_id + 1000, user=None), None)  # fmt: skip

    assert sorted_of(page) == (["技术"], [])


def test_what_a_file_says_no_longer_leaves_tags_and_topics(page):
    for title in ("技术", "生活", "随想"):
        TopicPageFactory(title=title)
    first = post(["甲", "乙"], [("技术",), ("生活",)])
    classify(page, first, topics(page), None)
    page.tags.add("站上的")
    page.save()

    classify(page, post(["乙", "丙"], [("生活",), ("随想",)]), topics(page), first)

    assert sorted_of(page) == (["丙", "乙", "站上的"], ["生活", "随想"])
