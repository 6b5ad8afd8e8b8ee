"""What one screen of the carousel says, shows and leads to, without a database."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import ArticlePage
from home.models import CarouselSlide, EditorsPick, FooterLink, SiteSettings
from home.models import SocialAccount as Account
from home.models.home import shown_slides
from home.templatetags.front import picks_beside


def article(pk: int) -> ArticlePage:
    return ArticlePage(pk=pk, title=f"第{pk}篇", content_type_id=1)


def leading_to(pk: int | None, **of: str) -> CarouselSlide:
    return CarouselSlide(article_id=pk, **of)


OUTSIDE = "https://example.com/"


@pytest.mark.parametrize(
    ("slide", "heading"),
    [
        (CarouselSlide(), ""),
        (CarouselSlide(title="外面"), "外面"),
        (CarouselSlide(article=article(3)), "第3篇"),
        (CarouselSlide(article=article(3), title="另一个标题"), "另一个标题"),
    ],
)
def test_a_slide_is_headed_by_its_own_words_or_its_articles(slide, heading):
    assert (slide.heading, str(slide)) == (heading, heading)


def test_a_slide_without_an_article_leads_to_its_address():
    assert leading_to(None, link=OUTSIDE).address == OUTSIDE
    assert leading_to(None).address == ""
    assert leading_to(None).picture is None


@pytest.mark.parametrize(
    ("of", "is_shown"),
    [
        ({"pk": 1}, True),
        ({"pk": 1, "title": "外面", "link": OUTSIDE}, True),
        ({"pk": 2}, False),
        ({"pk": 2, "title": "外面", "link": OUTSIDE}, False),
        ({"pk": None, "title": "外面", "link": OUTSIDE}, True),
        ({"pk": None, "title": "外面"}, False),
        ({"pk": None, "link": OUTSIDE}, False),
        ({"pk": None}, False),
    ],
)
def test_only_what_leads_somewhere_and_says_where_is_shown(of, is_shown):
    slide = leading_to(**of)

    assert shown_slides([slide], {1: article(1)}) == ([slide] if is_shown else [])


def test_the_order_of_the_editors_stays_and_articles_are_handed_over():
    slides = [leading_to(pk) for pk in (3, 9, 1)]
    slides.insert(1, leading_to(None, title="外面", link=OUTSIDE))
    found = {pk: article(pk) for pk in (1, 2, 3)}

    shown = shown_slides(slides, found)

    assert [slide.heading for slide in shown] == ["第3篇", "外面", "第1篇"]
    assert shown[0].article is found[3]


@given(
    picks=st.lists(st.integers(1, 9), unique=True, max_size=9),
    slides=st.lists(st.integers(1, 9) | st.none(), max_size=5),
)
def test_what_the_carousel_shows_goes_behind_and_keeps_its_order(picks, slides):
    beside = picks_beside(
        [article(pk) for pk in picks], [leading_to(pk) for pk in slides]
    )

    fresh = [pk for pk in picks if pk not in slides]
    seen = [pk for pk in picks if pk in slides]
    assert [each.pk for each in beside] == fresh + seen


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (EditorsPick(article=article(3)), "第3篇"),
        (SiteSettings(name="荏苒"), "荏苒"),
        (FooterLink(label="关于"), "关于"),
        (Account(label="微博"), "微博"),
    ],
)
def test_editors_read_what_a_row_is_called(row, words):
    assert str(row) == words


@pytest.mark.parametrize(
    ("url", "address"),
    [("", "/"), ("/tags/", "/tags/"), (OUTSIDE, OUTSIDE)],
)
def test_a_link_of_the_foot_leads_somewhere_in_any_case(url, address):
    assert FooterLink(url=url).address == address


def test_a_picture_of_its_own_goes_before_the_cover():
    own, cover = SimpleNamespace(), SimpleNamespace()
    slide = SimpleNamespace(image=own, article=SimpleNamespace(cover=cover))
    picture = CarouselSlide.picture.fget

    assert picture(slide) is own
    slide.image = None
    assert picture(slide) is cover
