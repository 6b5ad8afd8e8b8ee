"""Titles and pen names: one visible line, and nobody else's."""

import pytest

from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from wagtail.models import Locale

from accounts.staff import roles
from accounts.staff.own_names import is_own_name
from accounts.tests.factories import UserFactory
from articles.models import AnthologyPage, ArticlePage, AuthorPage
from articles.services.notebooks import give_author_rights, open_notebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def author_page() -> AuthorPage:
    user = UserFactory(username="linwen", nickname="林闻")
    return open_notebook(user=user).author


@pytest.fixture
def english_page(author_page) -> AuthorPage:
    """The page whose name is its own: in another language than the account's."""
    copy = author_page.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    give_author_rights(user=author_page.user, author=copy)
    return AuthorPage.objects.get(pk=copy.pk)


@pytest.mark.parametrize("title", ["\u200b", "\u3164\u3164", " \u2060\n"])
def test_a_title_of_nothing_visible_is_refused(author_page, title):
    anthology = AnthologyPage.objects.child_of(author_page).get()

    with pytest.raises(ValidationError) as refusal:
        anthology.add_child(instance=ArticlePage(title=title, slug="x"))

    assert "title" in refusal.value.error_dict
    assert not ArticlePage.objects.filter(slug="x").exists()


def test_a_title_is_one_line(author_page):
    anthology = AnthologyPage.objects.child_of(author_page).get()

    page = anthology.add_child(instance=ArticlePage(title="春\n江\u202e花\u200b月"))

    page.refresh_from_db()
    assert (page.title, page.draft_title) == ("春 江花月", "春 江花月")


def rename(client: Client, page: AuthorPage, title: str):
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        {"title": title, "slug": page.slug, "tagline": "", "bio": ""},
    )


@pytest.mark.parametrize("name", ["荏苒官方", "管理员", "名家", "名 家"])
def test_an_author_takes_nobody_s_pen_name(english_page, name):
    famous = open_notebook(user=UserFactory(nickname="名家")).author
    AuthorPage.objects.filter(pk=famous.pk).update(is_trusted=True)
    client = Client()
    client.force_login(english_page.user)

    answer = rename(client, english_page, name)

    assert answer.status_code == 200
    assert "请换一个" in answer.text
    assert english_page.revisions.count() == 1
    assert not is_own_name(name, owner=english_page.user)


def test_an_author_s_own_new_pen_name_is_taken(english_page):
    client = Client()
    client.force_login(english_page.user)

    rename(client, english_page, "林闻之")

    english_page.refresh_from_db()
    assert english_page.latest_revision.as_object().title == "林闻之"


def test_an_editor_may_give_an_official_name(english_page):
    client = Client()
    client.force_login(UserFactory(groups=[roles.EDITORS]))

    rename(client, english_page, "荏苒官方")

    english_page.refresh_from_db()
    assert english_page.latest_revision.as_object().title == "荏苒官方"
