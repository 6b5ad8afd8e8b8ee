"""The desk: addresses that name what is out of sight."""

from urllib.parse import quote

import pytest

from django.test import Client

from accounts.tests.factories import UserFactory
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "不可告人的草稿"
HIDDEN = (SECRET, "\\u4e0d\\u53ef\\u544a\\u4eba", "%E4%B8%8D%E5%8F%AF%E5%91%8A")
# What Python's int() takes for the number 31, and `str.isdecimal` does not.
SPELLINGS = ["+{}", " {}", "{} ", "\t{}", "00000000000000000000{}"]


@pytest.fixture
def draft():
    author = AuthorPageFactory(title="别人")
    book = AnthologyPageFactory(parent=author, title=f"{SECRET}集", live=False)
    return ArticlePageFactory(parent=book, title=SECRET, live=False)


@pytest.fixture
def me() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(AuthorPageFactory(title="我").user)
    return client


def shows(answer) -> bool:
    text = answer.content.decode(errors="replace")
    return any(word in text for word in HIDDEN)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_a_key_shows_a_foreign_draft_in_the_chooser(draft, me, spelling):
    key = quote(spelling.format(draft.pk))

    answer = me.get(f"/admin/choose-page/chosen-multiple/?id={key}")

    assert not shows(answer)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_a_key_shows_a_foreign_book_when_copying(draft, me, spelling):
    own = ArticlePageFactory(
        parent=AnthologyPageFactory(
            parent=AuthorPageFactory(title="我们", user=UserFactory())
        )
    )
    client = Client(raise_request_exception=False)
    client.force_login(own.author_page.user)
    key = spelling.format(draft.get_parent().pk)
    form = {"new_parent_page": key, "new_title": "我的", "new_slug": "wo-de"}

    answer = client.post(f"/admin/pages/{own.pk}/copy/", form)

    assert not shows(answer)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/choose-page/chosen-multiple/?id=x",
        "/admin/choose-page/chosen-multiple/?id=1",
        "/admin/choose-page/?target_pages[]=x",
        "/admin/choose-page/?page_type=articles.ArticlePage&target_pages[]=1.0",
    ],
)
def test_what_is_no_key_is_no_error_page(me, address):
    assert me.get(address).status_code < 500
