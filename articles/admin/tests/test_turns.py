"""Two at once at the desk: the second looks after the first has acted, and is told."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.admin import turns
from articles.admin.tests.test_autosave import Window, newest
from articles.admin.tests.test_workflow import post_data
from articles.admin.turns import PageTurnsMiddleware
from articles.models import ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from core.pages.tree import hold

REAL = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def at_once(*acts: Callable[[], HttpResponse]) -> list[int]:
    """What each act answered, all begun at the same moment; sorted status codes."""
    start = threading.Barrier(len(acts), timeout=30)

    def run(act: Callable[[], HttpResponse]) -> int:
        try:
            start.wait()
            return act().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def editors(count: int) -> list[Client]:
    return [
        signed_in(UserFactory(groups=[roles.EDITORS], email=f"e{n}@example.com"))
        for n in range(count)
    ]


def submitted() -> ArticlePage:
    anthology = AnthologyPageFactory()
    author = anthology.author.user
    article = ArticlePageFactory(
        parent=anthology, live=False, owner=author, title="修书"
    )
    article.save_revision(user=author)
    article.get_workflow().start(article, author)
    return ArticlePage.objects.get(pk=article.pk)


def decide(client: Client, article: ArticlePage, action: str) -> HttpResponse:
    task = TaskState.objects.get()
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[article.pk, action, task.pk]
    )
    return client.post(address, {"comment": "请再改改。"})


# The pages above them are published when they are made.
ARTICLES = {"content_type__model": "articlepage"}


def count(action: str) -> int:
    """How often it was done to articles."""
    return PageLogEntry.objects.filter(action=action, **ARTICLES).count()


class TestReviews:
    pytestmark = REAL

    def test_approving_and_rejecting_at_once_is_one_of_both(self):
        article, (one, other) = submitted(), editors(2)

        at_once(
            lambda: decide(one, article, "approve"),
            lambda: decide(other, article, "reject"),
        )

        decided = count("wagtail.workflow.approve"), count("wagtail.workflow.reject")
        state = WorkflowState.objects.get().status, TaskState.objects.get().status
        live = ArticlePage.objects.get(pk=article.pk).live
        assert (decided, state, live) in (
            ((1, 0), ("approved", "approved"), True),
            ((0, 1), ("needs_changes", "rejected"), False),
        )

    def test_six_approvals_are_one(self):
        article = submitted()

        at_once(
            *(
                lambda client=client: decide(client, article, "approve")
                for client in editors(6)
            )
        )

        assert count("wagtail.workflow.approve") == 1
        assert count("wagtail.publish") == 1
        assert TaskState.objects.get().status == "approved"

    def test_submitting_twice_is_one_review(self):
        article = ArticlePageFactory(live=False, title="修书", slug="xiu-shu")
        article.save_revision()
        window = Window(UserFactory(is_superuser=True), article)
        data = post_data("修书", "文", slug="xiu-shu") | {"action-submit": "1"}

        at_once(*[lambda: window.client.post(window.address, data)] * 3)

        assert WorkflowState.objects.filter(status="in_progress").count() == 1

    def test_taking_back_and_approving_at_once_is_one_of_both(self):
        article, (editor,) = submitted(), editors(1)
        chief = signed_in(UserFactory(is_superuser=True))
        cancel = reverse(
            "wagtailadmin_pages:confirm_workflow_cancellation", args=[article.pk]
        )
        publish = post_data("修书", "文", slug=article.slug) | {"action-publish": "1"}
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

        at_once(
            lambda: decide(editor, article, "approve"),
            lambda: chief.post(edit, publish),
            lambda: chief.post(cancel),
        )

        state = WorkflowState.objects.get().status, TaskState.objects.get().status
        assert state in (("approved", "approved"), ("cancelled", "cancelled"))


class TestPages:
    pytestmark = REAL

    def test_one_form_sent_at_once_is_one_page(self):
        anthology = AnthologyPageFactory()
        client = signed_in(UserFactory(is_superuser=True))
        add = reverse(
            "wagtailadmin_pages:add", args=["articles", "articlepage", anthology.pk]
        )

        codes = at_once(*[lambda: client.post(add, post_data("修书", "文"))] * 4)

        assert codes == [302] * 4
        assert Page.objects.get(pk=anthology.pk).get_children().count() == 1

    def test_new_pages_in_one_place_are_as_many(self):
        anthology = AnthologyPageFactory()
        people = [signed_in(UserFactory(is_superuser=True)) for _n in range(4)]
        add = reverse(
            "wagtailadmin_pages:add", args=["articles", "articlepage", anthology.pk]
        )

        codes = at_once(
            *(partial(each.post, add, post_data("修书", "文")) for each in people)
        )

        assert codes == [302] * 4
        parent = Page.objects.get(pk=anthology.pk)
        slugs = sorted(page.slug for page in parent.get_children())
        assert len(set(slugs)) == 4
        assert Page.find_problems() == ([], [], [], [], [])

    def test_deleting_and_publishing_at_once_is_no_error(self):
        article = ArticlePageFactory(live=False, slug="xiu-shu", title="修书")
        client = signed_in(UserFactory(is_superuser=True))
        delete = reverse("wagtailadmin_pages:delete", args=[article.pk])
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        publish = post_data("修书", "文", slug="xiu-shu") | {"action-publish": "1"}

        codes = at_once(
            lambda: client.post(delete),
            lambda: client.post(edit, publish),
            lambda: client.post(delete),
        )

        assert set(codes) <= {302, 404}
        assert not Page.objects.filter(pk=article.pk).exists()
        assert Page.find_problems() == ([], [], [], [], [])

    def test_unpublishing_in_bulk_and_alone_is_logged_once(self):
        pages = [ArticlePageFactory(title=title) for title in "甲乙"]
        client = signed_in(UserFactory(is_superuser=True))
        ids = "&".join(f"id={page.pk}" for page in pages)
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        alone = reverse("wagtailadmin_pages:unpublish", args=[pages[0].pk])

        codes = at_once(
            lambda: client.post(f"{bulk}?{ids}"), lambda: client.post(alone)
        )

        assert set(codes) <= {302, 403, 404}
        assert not ArticlePage.objects.filter(live=True).exists()


@pytest.mark.django_db
def test_who_may_change_nothing_holds_up_nobody():
    """A bulk action locks only pages of whoever asks for it."""
    own, foreign = ArticlePageFactory(), ArticlePageFactory()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    request = RequestFactory().post(f"{bulk}?id={own.pk}&id={foreign.pk}&id=x")
    request.user = own.author_page.user
    request.resolver_match = resolve(bulk)

    held = PageTurnsMiddleware(lambda _request: HttpResponse())._pages(
        request, request.resolver_match.kwargs
    )

    assert held <= {own.pk}


@pytest.mark.django_db
class TestLate:
    """One after the other is the same on every database."""

    @pytest.fixture
    def article(self, author) -> ArticlePage:
        page = ArticlePageFactory(title="修书", slug="xiu-shu", live=False)
        page.body = [("markdown", "第一版")]
        page.save_revision(user=author)
        return page

    @pytest.fixture
    def chief(self):
        return UserFactory(is_superuser=True, nickname="林主编")

    @staticmethod
    def save(window: Window, text: str, **extra: str) -> HttpResponse:
        data = post_data("修书", text, slug="xiu-shu") | window.known | extra
        return window.client.post(window.address, data)

    @pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
    def test_a_stale_window_is_not_saved_and_told(self, article, chief, action):
        first, second = Window(chief, article), Window(chief, article)
        assert self.save(first, "别处的新文").status_code == 302
        extra = {action: "1"} if action else {}

        answer = self.save(second, "旧窗口的旧文", **extra)

        shown = answer.content.decode()
        assert answer.status_code == 200
        assert "林主编 在" in shown
        assert "你打开的是之前的版本" in shown
        assert json.dumps("旧窗口的旧文")[1:-1] in shown  # nothing typed is lost
        assert newest(article) == "别处的新文"
        assert article.revisions.count() == 2
        page = ArticlePage.objects.get(pk=article.pk)
        assert (page.live, page.workflow_in_progress) == (False, False)

    def test_saving_once_more_is_a_decision(self, article, chief):
        first, second = Window(chief, article), Window(chief, article)
        self.save(first, "别处的新文")
        answer = self.save(second, "我的")
        page = answer.context["page"]
        second.known = {
            "loaded_revision_id": str(page.latest_revision_id),
            "loaded_revision_created_at": answer.context["loaded_revision_created_at"],
        }

        assert self.save(second, "我的").status_code == 302

        assert newest(article) == "我的"

    def test_own_autosave_makes_no_window_stale(self, article, chief):
        window = Window(chief, article)
        window.autosave("一半")

        assert self.save(window, "全文").status_code == 302
        assert newest(article) == "全文"

    def test_a_decision_that_comes_too_late_is_told(self, client):
        article, (one, other) = submitted(), editors(2)
        decide(one, article, "reject")

        answer = decide(other, article, "approve")
        told = other.get(answer["Location"]).content.decode()
        assert "目前没有等待审核" in told or "审核" in told

        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        data = post_data("修书", "文", slug=article.slug) | {
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
        }
        answer = other.post(edit, data)
        assert "别人先一步处理了这次审核，你的决定没有生效。" in answer.content.decode()
        page = ArticlePage.objects.get(pk=article.pk)
        assert (page.live, WorkflowState.objects.get().status) == (
            False,
            "needs_changes",
        )


class TestPatience:
    pytestmark = REAL

    def test_who_waits_too_long_is_told_and_changes_nothing(self, monkeypatch):
        article, (client,) = ArticlePageFactory(title="旧题", slug="ti"), editors(1)
        article.save_revision()
        monkeypatch.setattr(turns, "PATIENCE", timedelta(milliseconds=200))
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        held, done = threading.Event(), threading.Event()

        def keep() -> None:
            with transaction.atomic():
                hold({article.pk})
                held.set()
                done.wait(30)
            connection.close()

        with ThreadPoolExecutor(1) as pool:
            holding = pool.submit(keep)
            held.wait(30)
            refused = client.post(edit, post_data("新题", "文", slug="ti"))
            done.set()
            holding.result()
        taken = client.post(edit, post_data("新题", "文", slug="ti"))

        assert (refused.status_code, refused["Retry-After"]) == (503, "10")
        assert "有人正在处理这里的页面，这次操作没有生效。" in refused.content.decode()
        assert taken.status_code == 302
        page = ArticlePage.objects.get(pk=article.pk)
        assert page.get_latest_revision_as_object().title == "新题"
        assert page.revisions.count() == 2
