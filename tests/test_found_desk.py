"""The desk: addresses that name what is out of sight."""

from urllib.parse import quote

import pytest

from django.contrib.auth.models import Group, Permission
from django.test import Client

from wagtail.models import Task

from accounts.staff.rules import is_staff_member
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
    """articles/admin/isolation.py `_check_pages`: what is not `isdecimal()` is not
    looked at, but Wagtail hands it to the database, which reads it with int()."""
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


def test_a_book_that_is_gone_is_no_error_page_when_copying():
    own = ArticlePageFactory()
    client = Client(raise_request_exception=False)
    client.force_login(own.author_page.user)
    form = {"new_title": "我的", "new_slug": "wo-de"}

    answers = [
        client.post(f"/admin/pages/{own.pk}/copy/", form | {"new_parent_page": key})
        for key in ("999999", "x", "")
    ]

    assert [answer.status_code >= 500 for answer in answers] == [False] * 3


def test_who_decides_on_foreign_texts_works_for_the_site():
    """accounts/staff/rules.py: a reviewer's right is a row of the workflow's task,
    not a permission of the group, and is not looked at."""
    group = Group.objects.create(name="审稿人")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for task in Task.objects.all():
        task.specific.groups.add(group)
    reviewer = UserFactory()
    reviewer.groups.add(group)
    article = ArticlePageFactory(live=False)
    article.save_revision()
    state = article.get_workflow().start(article, article.author_page.user)
    task = state.current_task_state.task.specific
    names = [action[0] for action in task.get_actions(article, reviewer)]
    assert "approve" in names

    assert is_staff_member(reviewer)


@pytest.mark.parametrize("title", ["\u200b", "\u3164", "\u202e", "甲\n乙", "\u180b"])
def test_a_copy_has_a_title_as_every_page(title):
    """core/forms.py `BaseCopyForm`: Wagtail copies without `full_clean`, where
    `BasePage` has its rule of titles."""
    own = ArticlePageFactory()
    book = own.get_parent()
    client = Client(raise_request_exception=False)
    client.force_login(own.author_page.user)
    form = {"new_parent_page": book.pk, "new_title": title, "new_slug": "copy"}

    client.post(f"/admin/pages/{own.pk}/copy/", form)

    titles = book.get_children().exclude(pk=own.pk).values_list("title", flat=True)
    assert [each for each in titles if each == title] == []


@pytest.mark.parametrize("field", ["new_title", "new_slug"])
def test_a_copy_with_too_long_a_name_is_no_error_page(field):
    own = ArticlePageFactory()
    client = Client(raise_request_exception=False)
    client.force_login(own.author_page.user)
    form = {
        "new_parent_page": own.get_parent().pk,
        "new_title": "甲",
        "new_slug": "jia",
    }

    answer = client.post(f"/admin/pages/{own.pk}/copy/", form | {field: "a" * 300})

    assert answer.status_code < 500
