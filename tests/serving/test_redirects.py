"""Old addresses lead on, with feeds, page numbers and what is below them."""

import pytest

from django.db import IntegrityError, transaction
from django.test import TestCase

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)
from home.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db
FEEDS = ["feed.xml", "atom.xml", "feed.json"]


@pytest.fixture
def author():
    return AuthorPageFactory(title="旧名")


@pytest.fixture
def book(author):
    return AnthologyPageFactory(parent=author, slug="shu")


def rename(page, slug: str) -> str:
    """Give `page` another slug; its old address."""
    page = type(page).objects.get(pk=page.pk)
    old = page.url
    page.slug = slug
    # Wagtail makes redirects after the commit.
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    return old


def leads_to(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 301, address
    return answer["Location"]


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_of_a_renamed_author_are_found(client, author, book, name):
    old = rename(author, "xin-ming")

    assert leads_to(client, f"{old}{name}") == f"/authors/xin-ming/{name}"
    assert leads_to(client, f"{old}shu/{name}") == f"/authors/xin-ming/shu/{name}"
    assert client.get(f"{old}{name}", follow=True).status_code == 200


def test_a_feed_follows_a_move(client, book):
    old, other = book.url, AuthorPageFactory(title="别人")

    book.move(other, pos="last-child")

    assert leads_to(client, f"{old}feed.xml") == f"{other.url}shu/feed.xml"


def test_page_numbers_and_other_questions_come_along(client, author, book):
    old = rename(author, "xin-ming")

    assert leads_to(client, f"{old}?page=2") == "/authors/xin-ming/?page=2"
    feed = leads_to(client, f"{old}shu/feed.xml?x=山")
    assert feed.startswith("/authors/xin-ming/shu/feed.xml?x=")


def test_a_redirect_with_its_own_query_is_left_alone(client, author):
    Redirect.add_redirect("/p?id=3", redirect_to=author)

    assert leads_to(client, "/p?id=3") == author.url


def test_what_was_published_after_the_renaming_is_found_below(client, author, book):
    draft = ArticlePageFactory(parent=book, slug="hou-lai", live=False)
    old = rename(author, "xin-ming")
    draft.refresh_from_db()
    draft.save_revision().publish()

    assert leads_to(client, f"{old}shu/hou-lai/") == "/authors/xin-ming/shu/hou-lai/"


def test_a_chain_of_names_ends_at_the_last(client, author):
    first = rename(author, "er")
    second = rename(author, "san")

    for old in (first, second):
        answer = client.get(f"{old}feed.json", follow=True)
        assert answer.redirect_chain[-1][0] == "/authors/san/feed.json"


def test_who_takes_an_old_address_keeps_what_is_below(client, author):
    old = rename(author, "xin-ming")
    newcomer = AuthorPageFactory(title="旧名")
    assert newcomer.url == old

    assert client.get(f"{old}feed.xml").status_code == 200
    assert client.get(f"{old}mei-you/").status_code == 404


def test_nothing_leads_to_a_page_that_is_no_longer_there(client, author):
    old = rename(author, "xin-ming")
    type(author).objects.get(pk=author.pk).unpublish()

    assert client.get(f"{old}feed.xml").status_code == 404


@pytest.mark.parametrize("address", ["/%00/feed.xml", "/" + "a/" * 200, "/a%ff/b/"])
def test_odd_addresses_are_not_found(client, author, address):
    assert client.get(address).status_code == 404


def test_a_page_moved_below_its_old_address_does_not_turn_in_circles(client):
    page = StandardPageFactory(slug="jing")
    old = rename(page, "jing-2")
    Redirect.objects.filter(redirect_page=page).update(
        redirect_page=None, redirect_link=f"{old}x/"
    )

    assert client.get(f"{old}x/").status_code == 404


def test_a_lookup_above_costs_one_query(client, author, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(12):
        client.get("/a/b/c/d/e/f/feed.xml")


# --- Links to what is not open -----------------------------------------------------


def test_no_page_links_to_an_unpublished_anthology_or_author(client, author, book):
    article = ArticlePageFactory(parent=book, title="孤篇")
    beside = AnthologyPageFactory(parent=author, slug="ling-yi-ben")
    article_two = ArticlePageFactory(parent=beside, title="另一篇")
    addresses = [author.url, book.url]
    for page in (book, author):
        type(page).objects.get(pk=page.pk).unpublish()

    for address in (article.url, article_two.url, beside.url, "/", "/archive/"):
        text = client.get(address).content.decode()
        assert not [url for url in addresses if f'"{url}"' in text], address
        assert not [url for url in addresses if f'{url}"' in text], address
    assert author.title in client.get(article.url).content.decode()
    answer = client.get(f"/api/v2/pages/{article.pk}/?fields=*").json()
    assert (answer["author"], answer["anthology_position"]) == (None, None)


def test_a_co_author_who_is_not_open_is_named_and_not_linked(client, book):
    from articles.models import CoAuthor

    article = ArticlePageFactory(parent=book)
    others = [AuthorPageFactory(title="在"), AuthorPageFactory(title="不在")]
    for other in others:
        CoAuthor.objects.create(article=article, author=other)
    others[1].unpublish()

    text = client.get(article.url).content.decode()

    assert [f'href="{other.url}"' in text for other in others] == [True, False]
    assert "不在" in text


def test_one_address_that_is_too_long_costs_the_others_nothing(client, author, book):
    long, short = (
        ArticlePageFactory(parent=book, slug=slug) for slug in ("c" * 250, "duan")
    )
    old, new = rename(author, "xin-ming"), "/authors/xin-ming/"

    assert leads_to(client, f"{old}shu/duan/") == f"{new}shu/duan/"
    # Nothing but its author's redirect is left of it, and that leads on as well.
    assert leads_to(client, f"{old}shu/{long.slug}/") == f"{new}shu/{long.slug}/"
    kept = Redirect.objects.filter(redirect_page__in=[long.pk, short.pk])
    assert [row.redirect_page_id for row in kept] == [short.pk]


def test_an_address_of_no_site_leads_to_one_page(author, book):
    Redirect.objects.create(old_path="/old", redirect_page=author)

    with pytest.raises(IntegrityError), transaction.atomic():
        Redirect.objects.create(old_path="/old", redirect_page=book)

    site = Site.objects.get()
    Redirect.objects.create(old_path="/old", site=site, redirect_page=book)
    assert Redirect.objects.filter(old_path="/old").count() == 2
