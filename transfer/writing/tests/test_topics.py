"""Categories find topics by their names, and make them only when told to."""

import pytest

from wagtail.models import Locale

from articles.models import TopicIndexPage, TopicPage
from articles.tests.factories import TopicPageFactory
from transfer.writing.topics import Topics

pytestmark = pytest.mark.django_db


def topics(*, make=False, language="zh-hans"):
    locale = Locale.objects.get(language_code=language)
    return Topics(make=make, locale_id=locale.pk, user=None)


def paths():
    """Titles of topics from the index down, as the database has them."""
    found = TopicPage.objects.order_by("path")
    return [
        "/".join(p.title for p in topic.get_ancestors(inclusive=True).type(TopicPage))
        for topic in found
    ]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (("前端",), "前端"),
        (("技术", "前端"), "前端"),
        (("前端", "没有"), "前端"),
        (("QIANDUAN",), "前端"),
        (("css",), "CSS"),
        (("没有",), None),
        (("",), None),
        ((), None),
    ],
)
def test_a_topic_is_known_by_title_and_by_slug(path, title):
    TopicPageFactory(title="前端", slug="qianduan")
    TopicPageFactory(title="CSS", slug="x")

    found = topics().match(path)

    assert (found.title if found else None) == title
    assert TopicPage.objects.count() == 2


def test_of_two_with_one_name_the_one_nearer_to_the_top_counts():
    top = TopicPageFactory(title="杂谈", slug="a")
    TopicPageFactory(title="杂谈", slug="b", parent=TopicPageFactory(title="上"))

    assert topics().known(("杂谈",)) == top


def test_what_is_missing_is_made_below_what_is_there():
    TopicPageFactory(title="技术", slug="tech")
    found = topics(make=True)

    first = found.match(("技术", "前端", "样式"))
    again = found.match(("前端",))
    beside = found.match(("TECH", "后端"))

    assert (first.title, again.title, beside.title) == ("样式", "前端", "后端")
    assert paths() == ["技术", "技术/前端", "技术/前端/样式", "技术/后端"]
    assert set(TopicPage.objects.values_list("live", flat=True)) == {True}


def test_what_is_made_has_an_address_of_its_own_and_a_title_that_fits():
    TopicPageFactory(title="别的", slug="qian-duan")
    found = topics(make=True)

    made = [found.match((name,)) for name in ("前端", "长" * 300, "？")]

    assert made[0].slug == "qian-duan-2"
    assert (len(made[1].title), len(made[1].slug) <= 255) == (255, True)
    assert made[2].slug == "topic"


def test_what_is_made_in_english_is_english():
    english = Locale.objects.get(language_code="en")
    index = TopicIndexPage.objects.get(locale=english)

    found = topics(make=True, language="en").match(("Essays",))

    assert (found.locale, found.get_parent().pk) == (english, index.pk)


def test_nothing_is_made_for_no_category():
    assert topics(make=True).match(()) is None
    assert TopicPage.objects.count() == 0
