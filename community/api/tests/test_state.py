"""`/api/v1/me/state/`: who is reading, and what they may do with the page."""

import pytest

from django.core.cache import cache
from django.test import Client

from wagtail.models import PageViewRestriction

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)

pytestmark = pytest.mark.django_db

STATE = "/api/v1/me/state/"
OPEN = {"edit_url": None, "can_read_all": True, "paid_url": None, "full_url": None}


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def state(client, page: object = "") -> dict:
    answer = client.get(STATE, {"page": page} if page != "" else {})
    assert answer.status_code == 200
    return answer.json()


def test_a_visitor_is_nobody_and_gets_a_token_to_sign_in_with(client):
    answer = client.get(STATE)

    data = answer.json()
    assert (data["user"], data["page"]) == (None, None)
    assert len(data["csrf_token"]) == 64
    assert "csrftoken" in answer.cookies
    assert "private" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]


def test_a_reader_has_a_name_and_no_admin():
    reader = UserFactory(username="linwen", nickname="林闻")

    assert state(client_of(reader))["user"] == {
        "username": "linwen",
        "name": "林闻",
        "avatar_url": None,
        "admin_url": None,
        "write_url": "/write/",
        "settings_url": "/me/profile/",
    }


def test_the_settings_are_in_the_language_of_the_page():
    answer = client_of(UserFactory()).get(STATE, headers={"Accept-Language": "en"})

    assert answer.json()["user"]["settings_url"] == "/en/me/profile/"


def test_reader_and_author_have_the_small_picture_of_their_account():
    reader = UserFactory(avatar="avatar_images/2026/11/a.webp")
    writer = UserFactory(avatar="avatar_images/2026/11/b.webp")
    author = AuthorPageFactory(title="沈砚秋", user=writer)

    one, other = (state(client_of(user))["user"] for user in (reader, author.user))

    assert one["avatar_url"] == "/media/avatar_images/2026/11/a-96.webp"
    assert (other["name"], other["avatar_url"], other["admin_url"]) == (
        "沈砚秋",
        "/media/avatar_images/2026/11/b-96.webp",
        "/admin/",
    )


def test_a_free_article_is_open_to_all(client):
    article = ArticlePageFactory()

    assert state(client, article.pk)["page"] == OPEN
    assert state(client_of(UserFactory()), article.pk)["page"] == OPEN


def test_author_and_editor_get_the_way_to_the_editor():
    article = ArticlePageFactory()
    edit = {**OPEN, "edit_url": f"/admin/pages/{article.pk}/edit/"}
    other = AuthorPageFactory()

    assert state(client_of(article.author_page.user), article.pk)["page"] == edit
    editor = UserFactory(groups=[roles.EDITORS])
    assert state(client_of(editor), article.pk)["page"] == edit
    assert state(client_of(other.user), article.pk)["page"] == OPEN


@pytest.mark.parametrize("sold", ["article", "book"])
def test_what_is_for_sale_is_shut_to_readers_and_open_to_its_author(client, sold):
    anthology = AnthologyPageFactory(price=900 if sold == "book" else 0)
    price = 300 if sold == "article" else 0
    article = ArticlePageFactory(parent=anthology, price=price)
    full = f"/p/{article.code}/full/"
    shut = {**OPEN, "can_read_all": False, "full_url": full}

    assert state(client, article.pk)["page"] == shut
    assert state(client_of(UserFactory()), article.pk)["page"] == shut
    assert state(client_of(article.author_page.user), article.pk)["page"] == {
        "edit_url": f"/admin/pages/{article.pk}/edit/",
        "can_read_all": True,
        "paid_url": f"/api/v1/articles/{article.pk}/paid/",
        "full_url": full,
    }


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "1.5", "9" * 30, "²", "1 or 1=1"])
def test_a_number_that_is_no_page_gives_no_page(client, page):
    assert state(client, page)["page"] is None


def test_other_digits_are_digits(client):
    article = ArticlePageFactory()
    wide = str(article.pk).translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    )

    assert state(client, wide)["page"] == OPEN


@pytest.mark.parametrize("why", ["draft", "private"])
def test_what_is_not_public_has_no_state_even_for_its_author(why):
    article = ArticlePageFactory(live=why != "draft")
    if why == "private":
        PageViewRestriction.objects.create(page=article, restriction_type="login")

    author = client_of(article.author_page.user)

    assert state(author, article.pk)["page"] is None


@pytest.mark.parametrize("key", ["0", "9" * 30])
def test_the_paid_part_of_what_is_not_there_is_404(client, key):
    answer = client.get(f"/api/v1/articles/{key}/paid/")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_call_is_cheap(django_assert_max_num_queries):
    article = ArticlePageFactory(price=300)
    client = client_of(article.author_page.user)
    cache.clear()

    with django_assert_max_num_queries(12):
        state(client, article.pk)


def test_the_state_is_read_only(client):
    answer = client.post(STATE)

    assert answer.status_code in (403, 405)
    assert set(answer.json()) == {"code", "detail", "errors"}
