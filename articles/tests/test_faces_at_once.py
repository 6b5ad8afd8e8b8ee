"""A person changes their name while somebody saves their author page."""

import pytest

from django.test import Client

from wagtail.models import Page

from accounts.models import User
from accounts.tests.factories import UserFactory
from articles.models import AuthorPage
from articles.services.faces import follow_account
from articles.services.notebooks import open_notebook
from core.tests.at_once import meanwhile

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
NEW = "林闻之"


@pytest.fixture
def author() -> AuthorPage:
    user = UserFactory(nickname="林闻")
    return AuthorPage.objects.get(pk=open_notebook(user=user).get_parent().pk)


def save_at_the_desk(author: AuthorPage) -> None:
    desk = Client()
    desk.force_login(author.user)
    form = {"slug": author.slug, "tagline": "慢慢走", "bio": ""}
    answer = desk.post(f"/admin/pages/{author.pk}/edit/", form)
    assert answer.status_code == 302, answer.text[:500]


def rename(author: AuthorPage) -> None:
    User.objects.filter(pk=author.user_id).update(nickname=NEW)
    follow_account(author.user_id)


def read_back(author: AuthorPage) -> tuple[str, str, str, str]:
    page = AuthorPage.objects.get(pk=author.pk)
    draft = page.get_latest_revision()
    said = (draft.content["title"], draft.content["tagline"])
    return (page.title, page.draft_title, *said)


def test_a_name_that_changes_while_a_draft_is_being_saved_stands_in_both(author):
    meanwhile(lambda: save_at_the_desk(author), lambda: rename(author))

    assert read_back(author) == (NEW, NEW, NEW, "慢慢走")
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_draft_that_is_saved_while_the_name_changes_has_the_new_one(author):
    meanwhile(lambda: rename(author), lambda: save_at_the_desk(author))

    assert read_back(author) == (NEW, NEW, NEW, "慢慢走")
