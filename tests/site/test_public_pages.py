"""Public pages: the same bytes for everyone, cheap, and honest about what is paid."""

from datetime import timedelta

import pytest

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from wagtail.models import PageViewRestriction, Site

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from core.caching.making import watching
from core.caching.pieces import Pieces
from home.models import CarouselSlide, EditorsPick, SiteSettings
from home.tests.factories import home_page
from images.models import CustomImage
from images.tasks import prepare_picture_task
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


def accept(article, topic) -> None:
    Submission.objects.create(
        article=article, topic=topic, state=Submission.State.ACCEPTED
    )


def drawn(*shapes: str) -> CustomImage:
    """A picture in all its sizes, as the task after publishing leaves it."""
    image = CustomImageFactory()
    prepare_picture_task(image.pk, list(shapes))
    return image


@pytest.fixture
def library():
    """One author with a book of five articles, all in one topic."""
    writer = UserFactory(avatar="avatar_images/2026/11/a.webp")
    author = AuthorPageFactory(title="沈砚秋", user=writer)
    anthology = AnthologyPageFactory(
        parent=author, title="器物小史", cover=drawn("spine", "hero")
    )
    topic = TopicPageFactory(title="手艺", cover=drawn("spine", "hero"))
    articles = [
        ArticlePageFactory(
            parent=anthology,
            title=f"第{n}篇",
            cover=drawn("cover", "hero"),
            first_published_at=timezone.now() - timedelta(days=10 - n),
        )
        for n in range(1, 6)
    ]
    for article in articles:
        accept(article, topic)
    home = home_page()
    home.slides.add(*(CarouselSlide(article=article) for article in articles[:2]))
    home.picks.add(*(EditorsPick(article=article) for article in articles[2:4]))
    home.save()
    SiteSettings.for_site(Site.objects.get())
    return {"author": author, "anthology": anthology, "topic": topic, "all": articles}


def addresses(library) -> list[str]:
    return [
        home_page().url,
        library["author"].url,
        library["anthology"].url,
        library["topic"].url,
        library["all"][2].url,
        "/topics/",
        "/authors/",
        "/tags/",
        "/archive/",
        "/search/",
        "/feed.xml",
        "/en/",
    ]


def test_visitor_reader_author_and_admin_get_the_same_bytes(library):
    admin = UserFactory(is_superuser=True, is_staff=True)
    viewers = [Client() for _viewer in range(4)]
    viewers[1].force_login(UserFactory())
    viewers[2].force_login(library["author"].user)
    viewers[3].force_login(admin)

    for address in addresses(library):
        answers = [viewer.get(address, follow=True) for viewer in viewers]

        assert {answer.status_code for answer in answers} == {200}, address
        assert len({answer.content for answer in answers}) == 1, address
        for answer in answers:
            assert not answer.cookies, address
            assert "Cookie" not in answer.get("Vary", ""), address
            assert answer["Cache-Control"] == "public, max-age=0, s-maxage=2"


def test_an_unchanged_page_answers_304(client, library):
    address = library["all"][0].url
    first = client.get(address)

    second = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")


def test_a_private_page_is_asked_for_a_password_and_never_shared(client, library):
    article = library["all"][0]
    PageViewRestriction.objects.create(
        page=article, restriction_type="password", password="open-sesame"
    )

    answer = client.get(article.url)

    assert "第一段" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"]


def test_an_article_page_costs_at_most_eight_queries_of_its_own(
    client, library, django_assert_max_num_queries
):
    first, _second, third = library["all"][:3]
    cache.clear()
    with watching(Pieces()):
        with django_assert_max_num_queries(27):
            client.get(first.url)
        with django_assert_max_num_queries(11):  # a card of another one among them
            client.get(third.url)
        with django_assert_max_num_queries(8):
            client.get(third.url)


@pytest.mark.parametrize("size", [5, 15])
def test_lists_cost_the_same_queries_whatever_their_length(
    client, library, django_assert_max_num_queries, size
):
    for n in range(5, size):
        accept(
            ArticlePageFactory(
                parent=library["anthology"], title=f"第{n}篇", cover=drawn("cover")
            ),
            library["topic"],
        )
    for address in addresses(library):
        if address == library["all"][2].url:
            continue
        cache.clear()
        with watching(Pieces()):
            with django_assert_max_num_queries(31):
                client.get(address)
            with django_assert_max_num_queries(14):
                client.get(address)


def test_reading_order_of_a_book_and_of_a_notebook(client, library):
    third = ArticlePage.objects.get(pk=library["all"][2].pk)
    context = client.get(third.url).context
    assert context["previous_article"].title == "第2篇"
    assert context["next_article"].title == "第4篇"

    library["anthology"].newest_first = True
    library["anthology"].save()

    context = client.get(third.url).context
    assert context["previous_article"].title == "第4篇"
    assert context["next_article"].title == "第2篇"


def test_a_topic_shows_what_its_sub_topics_took_once(client, library):
    sub = TopicPageFactory(parent=library["topic"], title="造纸")
    accept(library["all"][0], sub)
    only_below = ArticlePageFactory(parent=library["anthology"], title="只在下面")
    accept(only_below, sub)

    page = client.get(library["topic"].url).context["page_of_articles"]

    titles = [entry.page().title for entry in page]
    assert sorted(titles) == ["只在下面", "第1篇", "第2篇", "第3篇", "第4篇", "第5篇"]


def test_short_address_leads_to_the_article_wherever_it_is(client, library):
    article = library["all"][0]
    elsewhere = AnthologyPageFactory(parent=library["author"], title="新家")
    article.move(elsewhere, pos="last-child")

    moved = ArticlePage.objects.get(pk=article.pk)

    assert client.get(moved.short_path)["Location"] == moved.url
    assert moved.anthology_id == elsewhere.pk
    assert moved.code == article.code


def test_drafts_and_foreign_languages_are_on_no_list(client, library):
    ArticlePageFactory(parent=library["anthology"], title="未完成", live=False)

    for address in addresses(library):
        assert "未完成" not in client.get(address).content.decode(), address


def test_a_page_number_out_of_range_gives_the_nearest(client, library):
    answer = client.get(library["author"].url, {"page": "999999"})

    assert answer.status_code == 200
    assert answer.context["page_of_articles"].number == 1


def test_archive_by_month_and_by_nonsense(client, library):
    when = timezone.localtime(library["all"][0].first_published_at)

    answer = client.get(f"/archive/{when.year}/{when.month}/")

    assert "第1篇" in [e.page().title for e in answer.context["page_of_articles"]]
    assert client.get("/archive/2026/13/").status_code == 404
    assert client.get("/archive/0/").status_code == 404


def test_the_admin_bar_is_not_in_the_page(library):
    editor = UserFactory(groups=[roles.EDITORS])
    client = Client()
    client.force_login(editor)
    article = library["all"][0]

    assert "wagtail-userbar" not in client.get(article.url).content.decode()
    state = client.get("/api/v1/me/state/", {"page": article.pk}).json()
    assert state["page"]["edit_url"] == f"/admin/pages/{article.pk}/edit/"
