"""Autosave never overwrites newer text from elsewhere; old versions keep the rules."""

import re

import pytest

from django.test import Client
from django.urls import reverse

from wagtail.models import Revision

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.admin.tests.test_workflow import post_data
from articles.models import ArticlePage
from articles.services import open_notebook
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(author) -> ArticlePage:
    page = ArticlePageFactory(
        parent=open_notebook(user=author), title="修书", slug="xiu-shu", live=False
    )
    page.body = [("markdown", "第一版")]
    page.save_revision(user=author)
    return page


class Window:
    """One browser window with the editor open: it knows what it has loaded."""

    def __init__(self, user, article: ArticlePage) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.address = reverse("wagtailadmin_pages:edit", args=[article.pk])
        context = self.client.get(self.address).context
        revision = context["page"].latest_revision
        self.known = {
            "loaded_revision_id": str(revision.pk),
            "loaded_revision_created_at": context["loaded_revision_created_at"],
        }

        # Goes with every autosave after the first, and with nothing else.
        self.overwritten: dict[str, str] = {}

    def autosave(self, text: str):
        """What the editor's script sends a moment after the last key."""
        data = post_data("修书", text, slug="xiu-shu") | self.known | self.overwritten
        answer = self.client.post(
            self.address, data, headers={"accept": "application/json"}
        )
        if answer.status_code == 200:
            told = answer.json()
            self.overwritten["overwrite_revision_id"] = str(told["revision_id"])
            updates = told["field_updates"]
            self.known |= {name: updates[name] for name in self.known}
        return answer


def newest(article: ArticlePage) -> str:
    page = ArticlePage.objects.get(pk=article.pk)
    return page.get_latest_revision_as_object().body[0].value


def test_one_window_saves_into_one_revision(author, article):
    window = Window(author, article)

    answers = [window.autosave(f"第二版{n}") for n in range(3)]

    assert [answer.json()["success"] for answer in answers] == [True] * 3
    assert len({answer.json()["revision_id"] for answer in answers}) == 1
    assert newest(article) == "第二版2"
    # The version from before the window was opened is still there.
    assert article.revisions.count() == 2


def test_a_stale_window_is_refused_after_another_saved(author, article):
    stale, other = Window(author, article), Window(author, article)
    assert other.autosave("别处的新文").json()["success"] is True

    answer = stale.autosave("旧窗口的旧文")

    assert (answer.status_code, answer.json()["success"]) == (400, False)
    assert answer.json()["error_code"] == "invalid_revision"
    assert newest(article) == "别处的新文"
    assert article.revisions.count() == 2


def test_a_window_that_saved_before_is_refused_too(author, article):
    first = Window(author, article)
    first.autosave("一")
    second = Window(author, article)
    second.autosave("二")

    answer = first.autosave("一又改")

    assert answer.json()["error_code"] == "invalid_revision"
    assert newest(article) == "二"


def test_a_revision_overwritten_in_place_makes_the_loaded_one_stale(author, article):
    """Same revision id, newer text: the time tells."""
    writing = Window(author, article)
    writing.autosave("一")
    reading = Window(author, article)
    writing.autosave("一，又写了一段")

    answer = reading.autosave("旧")

    assert answer.json()["error_code"] == "invalid_revision"
    assert newest(article) == "一，又写了一段"


def test_two_people_do_not_overwrite_each_other(author, article):
    editor = UserFactory(groups=[roles.EDITORS])
    authors, editors = Window(author, article), Window(editor, article)
    editors.autosave("编辑改的")

    assert authors.autosave("作者的").status_code == 400
    assert newest(article) == "编辑改的"
    assert Revision.objects.latest("pk").user == editor


def test_a_revision_of_another_article_is_not_overwritten(author, article):
    other = ArticlePageFactory(parent=open_notebook(user=author), live=False)
    foreign = other.save_revision(user=author)
    window = Window(author, article)
    window.overwritten["overwrite_revision_id"] = str(foreign.pk)

    assert window.autosave("越界").status_code == 400

    foreign.refresh_from_db()
    assert foreign.as_object().body[0].value != "越界"
    assert newest(article) == "第一版"


def test_autosave_of_a_published_article_shows_readers_nothing(author, article):
    article.get_latest_revision().publish()
    window = Window(author, article)

    assert window.autosave("还没审核").json()["success"] is True

    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.rendering.text, page.has_unpublished_changes) == ("第一版", True)
    assert "还没审核" not in Client().get(page.url).content.decode()


# --- Old versions ------------------------------------------------------------------------


@pytest.fixture
def published(article, author) -> ArticlePage:
    """Live with 第一版, then 第二版 published over it."""
    article.get_latest_revision().publish()
    page = ArticlePage.objects.get(pk=article.pk)
    page.body = [("markdown", "第二版")]
    page.save_revision(user=author).publish()
    return ArticlePage.objects.get(pk=page.pk)


def test_versions_can_be_compared(author, published):
    first, second = published.revisions.order_by("pk")
    client = Client()
    client.force_login(author)

    page = client.get(
        reverse(
            "wagtailadmin_pages:revisions_compare",
            args=[published.pk, first.pk, second.pk],
        )
    ).content.decode()

    changed = re.findall(
        r'<div class="comparison__child-object (\w+)">(.*?)</div>', page, re.DOTALL
    )
    assert [(kind, re.sub(r"<[^>]+>|\s", "", text)) for kind, text in changed] == [
        ("addition", "第二版"),
        ("deletion", "第一版"),
    ]


def revert(client: Client, page: ArticlePage, **action: str):
    first = page.revisions.order_by("pk").first()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = post_data("修书", first.as_object().body[0].value, slug="xiu-shu")
    return client.post(address, data | {"revision": str(first.pk)} | action)


def test_an_author_who_goes_back_to_an_old_version_still_needs_approval(
    author, published
):
    client = Client()
    client.force_login(author)

    revert(client, published, **{"action-publish": "1"})

    page = ArticlePage.objects.get(pk=published.pk)
    assert page.rendering.text == "第二版"
    assert newest(page) == "第一版"
    assert page.has_unpublished_changes


def test_an_old_version_sent_for_review_waits_and_is_then_published(author, published):
    client, editor = Client(), Client()
    client.force_login(author)
    editor.force_login(UserFactory(groups=[roles.EDITORS]))

    revert(client, published, **{"action-submit": "1"})

    page = ArticlePage.objects.get(pk=published.pk)
    task = page.current_workflow_task_state
    assert (page.rendering.text, task.status) == ("第二版", "in_progress")
    editor.post(
        reverse(
            "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]
        )
    )
    assert ArticlePage.objects.get(pk=page.pk).rendering.text == "第一版"


def test_a_stranger_reads_no_versions(published):
    stranger = UserFactory()
    open_notebook(user=stranger)
    client = Client()
    client.force_login(stranger)
    first, second = published.revisions.order_by("pk")

    for name, args in (
        ("revisions_compare", [published.pk, first.pk, second.pk]),
        ("revisions_revert", [published.pk, first.pk]),
        ("revisions_view", [published.pk, first.pk]),
        ("history", [published.pk]),
    ):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=args))
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/admin/")
