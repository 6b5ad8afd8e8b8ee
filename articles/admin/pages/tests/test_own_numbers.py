"""Numbers at the desk count what their reader finds behind them."""

import re

import pytest

from django.test import Client

from wagtail.models import Locale, Page

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import AuthorPage
from articles.services.notebooks import follow_author
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def pages_counted(user) -> int:
    client = Client()
    client.force_login(user)
    home = client.get("/admin/").text
    return int(re.search(r"([\d,]+) 个?页面", home)[1].replace(",", ""))


@pytest.fixture
def author(author):
    """With a text, and a page in English: three pages of the own, and one more."""
    page = AuthorPage.objects.get(user=author)
    ArticlePageFactory(parent=page.get_children().get().specific)
    english = page.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    follow_author(author=english)
    return author


def test_an_author_in_two_languages_counts_the_own_pages(author):
    ArticlePageFactory()

    assert pages_counted(author) == 4


def test_editors_count_every_page(author):
    editor = UserFactory(groups=[roles.EDITORS])

    assert pages_counted(editor) == Page.objects.exclude(depth=1).count()
