"""The form and the API of the admin where a page is copied."""

import pytest

from django.test import Client

from wagtail.models import Page

from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
UNSEEN = ["\u200b", "\u3164", "\u202e", "\u180b", " \u2800"]


@pytest.fixture
def own() -> ArticlePage:
    return ArticlePageFactory(title="原文", live=False)


@pytest.fixture
def copy(own):
    """Sends the form as the author, and gives the answer and its errors."""
    client = Client(raise_request_exception=False)
    client.force_login(own.author_page.user)

    def send(**change: object):
        form = {
            "new_parent_page": own.get_parent().pk,
            "new_title": "副本",
            "new_slug": "fu-ben",
        }
        answer = client.post(f"/admin/pages/{own.pk}/copy/", form | change)
        shown = answer.context and answer.context.get("form")
        return answer.status_code, dict(shown.errors) if shown else {}

    return send


def others(own) -> list[str]:
    return [page.title for page in Page.objects.exclude(pk=own.pk).type(ArticlePage)]


@pytest.mark.parametrize("title", UNSEEN)
def test_a_title_nobody_sees_is_refused(own, copy, title):
    status, errors = copy(new_title=title)

    assert (status, list(errors)) == (200, ["new_title"])
    assert others(own) == []


@pytest.mark.parametrize(
    ("title", "kept"), [("甲\n乙", "甲 乙"), ("副\u202e本", "副本"), ("a" * 255,) * 2]
)
def test_a_title_is_one_line(own, copy, title, kept):
    assert copy(new_title=title) == (302, {})

    assert others(own) == [kept]
    copied = Page.objects.get(title=kept)
    assert copied.latest_revision.content["title"] == kept


@pytest.mark.parametrize("field", ["new_title", "new_slug"])
def test_a_name_that_is_too_long_is_refused(own, copy, field):
    status, errors = copy(**{field: "a" * 256})

    assert (status, list(errors)) == (200, [field])
    assert others(own) == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("999999", "选的位置已经不在了，请重新选择。"),
        ("x", "选的位置已经不在了，请重新选择。"),
        ("9" * 30, "选的位置已经不在了，请重新选择。"),
        ("", "请选择要复制到哪里。"),
    ],
)
def test_a_place_that_is_gone_is_said_in_words(own, copy, key, words):
    status, errors = copy(new_parent_page=key)

    assert (status, errors) == (200, {"new_parent_page": [words]})
    assert others(own) == []


def test_a_form_without_a_place_is_refused(own):
    client = Client(raise_request_exception=False)
    client.force_login(own.author_page.user)

    answer = client.post(f"/admin/pages/{own.pk}/copy/", {"new_title": "副本"})

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"new_parent_page", "new_slug"}


@pytest.mark.parametrize(
    "change", [*({"title": title} for title in UNSEEN), {"slug": "a" * 300}]
)
@pytest.mark.parametrize("keep_live", [True, False])
def test_the_admin_api_keeps_the_same_rule(own, change, keep_live):
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(is_superuser=True))

    answer = client.post(
        f"/admin/api/main/pages/{own.pk}/action/copy/",
        {"slug": "fu-ben", "keep_live": keep_live, **change},
        content_type="application/json",
    )

    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(change))
    assert others(own) == []
