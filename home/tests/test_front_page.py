"""The front page: what the editors chose, in their order, and what is new."""

from datetime import timedelta

import pytest

from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone

from wagtail.models import Locale, PageViewRestriction

from articles.models import ArticlePage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    TopicPageFactory,
)
from home.models import CarouselSlide, EditorsPick, HomePage
from home.models.home import AUTHORS, LATEST, TOPICS
from home.tests.factories import StandardPageFactory, home_page
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def book():
    return AnthologyPageFactory()


def articles(book, count: int) -> list[ArticlePage]:
    """The newest first."""
    return [
        ArticlePageFactory(
            parent=book,
            title=f"第{n}篇",
            first_published_at=timezone.now() - timedelta(days=n),
        )
        for n in range(1, count + 1)
    ]


def pick(*chosen: ArticlePage) -> None:
    home = home_page()
    home.picks.add(*(EditorsPick(article=article) for article in chosen))
    home.save()


def slide(**of) -> None:
    home = home_page()
    home.slides.add(CarouselSlide(**of))
    home.save()


def shown(home: HomePage | None = None) -> dict:
    home = home or home_page()
    return home.get_context(RequestFactory().get(home.url))


def keys(articles) -> list[int]:
    return [article.pk for article in articles]


def test_an_empty_site_has_a_front_page(client):
    found = shown()

    assert [len(found[name]) for name in ("slides", "picks", "latest")] == [0, 0, 0]
    assert [keys(found[name]) for name in ("topics", "authors")] == [[], []]
    assert "这里还没有文章。" in client.get("/").text


@pytest.mark.parametrize("count", [1, LATEST, LATEST + 1])
def test_the_newest_come_first_and_not_more_than_fit(book, count):
    made = articles(book, count)

    assert keys(shown()["latest"]) == keys(made[:LATEST])


def test_what_was_picked_stands_in_the_editors_order(book):
    first, second, third = articles(book, 3)

    pick(third, first)

    assert keys(shown()["picks"]) == [third.pk, first.pk]
    assert keys(shown()["latest"]) == [first.pk, second.pk, third.pk]


def test_an_old_article_that_was_chosen_does_not_push_out_a_new_one(book):
    made = articles(book, LATEST + 2)

    pick(made[-1])
    slide(article=made[-2])

    found = shown()
    assert keys(found["picks"]) == [made[-1].pk]
    assert [each.article for each in found["slides"]] == [made[-2]]
    assert keys(found["latest"]) == keys(made[:LATEST])


def test_an_article_of_another_language_is_picked_and_is_not_among_the_new(book):
    [article] = articles(book, 1)
    english = article.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    english.save_revision().publish()

    pick(ArticlePage.objects.get(pk=english.pk))

    found = shown()
    assert keys(found["picks"]) == [english.pk]
    assert keys(found["latest"]) == [article.pk]


def closed(article: ArticlePage) -> None:
    PageViewRestriction.objects.create(
        page=article, restriction_type=PageViewRestriction.LOGIN
    )


def ended(article: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=article.pk).update(
        expire_at=timezone.now() - timedelta(seconds=1)
    )


@pytest.mark.parametrize("end", [ArticlePage.unpublish, closed, ended])
def test_what_readers_may_not_open_is_shown_nowhere(client, book, end):
    open_one, other = articles(book, 2)
    pick(other, open_one)
    slide(article=other, title="先前的标题")
    slide(article=open_one)

    end(other)

    found = shown()
    assert [each.article_id for each in found["slides"]] == [open_one.pk]
    assert keys(found["picks"]) == keys(found["latest"]) == [open_one.pk]
    text = client.get("/").text
    assert ("先前的标题" in text, other.title in text) == (False, False)


def test_what_was_chosen_goes_with_its_article(book):
    article, other = articles(book, 2)
    pick(article, other)
    slide(article=article)
    slide(link="https://example.com/", title="外面")

    article.delete()

    assert [row.article_id for row in EditorsPick.objects.all()] == [other.pk]
    assert [row.title for row in CarouselSlide.objects.all()] == ["外面"]


def test_a_slide_keeps_its_place_when_its_picture_is_deleted(book):
    [article] = articles(book, 1)
    image = CustomImageFactory()
    slide(article=article, image=image)

    image.delete()

    [kept] = shown()["slides"]
    assert (kept.image, kept.heading) == (None, "第1篇")


@pytest.mark.parametrize(
    ("link", "is_refused"),
    [
        ("https://example.com/路", False),
        ("javascript:alert(1)", True),
        ("example.com", True),
        ("/topics/", True),
    ],
)
def test_a_slide_leads_to_an_article_or_to_a_whole_address(link, is_refused):
    row = CarouselSlide(page=home_page(), link=link, title="外面", sort_order=0)
    row.locale = home_page().locale

    if is_refused:
        with pytest.raises(ValidationError) as caught:
            row.full_clean()
        assert set(caught.value.error_dict) == {"link"}
    else:
        row.full_clean()


@pytest.mark.parametrize("code", ["zh-hans", "en"])
def test_topics_and_authors_are_those_of_the_language(code):
    topic, article = TopicPageFactory(title="手艺"), ArticlePageFactory()
    home = HomePage.objects.get(locale__language_code=code)

    found = shown(home)

    mine = code == "zh-hans"
    assert keys(found["topics"]) == ([topic.pk] if mine else [])
    assert keys(found["authors"]) == ([article.author_page.pk] if mine else [])


def test_no_more_topics_and_authors_than_fit():
    for _each in range(max(TOPICS, AUTHORS) + 1):
        TopicPageFactory()
        ArticlePageFactory()

    assert (len(shown()["topics"]), len(shown()["authors"])) == (TOPICS, AUTHORS)


def test_many_choices_cost_no_more_queries(book, django_assert_max_num_queries):
    made = articles(book, 6)
    pick(*made[:2])
    slide(article=made[0])
    with django_assert_max_num_queries(60) as few:
        shown()
    pick(*made[2:])
    for article in made:
        slide(article=article)

    with django_assert_max_num_queries(len(few)):
        shown()


def test_there_is_one_home_page_of_a_language_and_it_lies_below_nothing():
    assert not HomePage.can_create_at(home_page())
    assert not HomePage.can_create_at(StandardPageFactory())


@pytest.mark.parametrize(
    ("search", "intro", "told"),
    [("搜", "导", "搜"), ("", "导语", "导语"), ("", "", "")],
)
def test_search_engines_are_told_what_the_editors_wrote(search, intro, told):
    page = HomePage(search_description=search, intro=intro)

    assert page.description_for_sharing == told
