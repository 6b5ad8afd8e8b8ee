"""What is due is done one by one: a failure is told and kept, and holds up nobody."""

from datetime import timedelta

import psycopg
import pytest

from django.core import mail
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_unpublished

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.admin.tests.test_workflow import post_data
from articles.models import ArticlePage
from articles.services.schedule import (
    FAILED,
    keep_schedules,
    last_failure,
    overdue_revision,
)
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from core.locks import TooLongError

pytestmark = pytest.mark.django_db


def fresh(page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def schedule(page, minutes: int, **changes) -> None:
    page.go_live_at = timezone.now() + timedelta(minutes=minutes)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=page.owner, approved_go_live_at=page.go_live_at)


@pytest.fixture
def taken():
    """Three are due; the address of the second is taken by now."""
    anthology = AnthologyPageFactory()
    author = anthology.author.user
    first, second, third = (
        ArticlePageFactory(parent=anthology, live=False, title=title, owner=author)
        for title in ("甲", "乙", "丙")
    )
    for minutes, page in ((-3, first), (-1, third)):
        schedule(page, minutes)
    schedule(second, -2, slug="address")
    ArticlePageFactory(parent=anthology, slug="address")
    return first, second, third


@pytest.fixture
def keep(django_capture_on_commit_callbacks):
    def run() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return keep_schedules()

    return run


def test_one_failure_is_told_and_kept_and_the_rest_goes_on(taken, keep):
    first, second, third = taken
    reviewer = UserFactory(email="editor@example.com", groups=[roles.EDITORS])
    UserFactory(email="stranger@example.com")

    assert keep() == 1

    assert [fresh(page).live for page in taken] == [True, False, True]
    assert overdue_revision(second).approved_go_live_at == second.go_live_at
    to = {address for message in mail.outbox for address in message.to}
    assert to == {second.owner.email, reviewer.email}
    assert {message.subject for message in mail.outbox} == {"《乙》没能按时发布"}
    [entry] = PageLogEntry.objects.filter(action=FAILED)
    assert (entry.page_id, REASON in entry.data["reason"]) == (second.pk, True)
    assert all(REASON in message.body for message in mail.outbox)


REASON = "下已经有地址“address”了"


def test_it_is_told_once_and_tried_until_it_works(taken, keep):
    second = taken[1]
    keep()
    told = len(mail.outbox)

    assert keep() == 1
    assert len(mail.outbox) == told
    assert PageLogEntry.objects.filter(action=FAILED).count() == 1

    Page.objects.get(slug="address").delete()
    assert keep() == 0
    assert (fresh(second).live, fresh(second).slug) == (True, "address")
    assert overdue_revision(second) is None
    assert len(mail.outbox) == told


def taken_down_while_busy(error, minutes, keep) -> tuple[int, ArticlePage]:
    """One tick, at which the page can be written by nobody; failures, and the page."""
    page = ArticlePageFactory(expire_at=timezone.now() - timedelta(minutes=minutes))

    def wait(sender, instance, **kwargs) -> None:
        raise error

    page_unpublished.connect(wait)
    try:
        failures = keep()
    finally:
        page_unpublished.disconnect(wait)
    return failures, page


def deadlock() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = psycopg.errors.DeadlockDetected()
    return error


@pytest.mark.parametrize(
    "error", [TooLongError(), deadlock()], ids=["held", "deadlock"]
)
def test_somebody_at_work_is_no_failure_and_waited_for(error, keep):
    failures, page = taken_down_while_busy(error, 2, keep)

    assert (failures, fresh(page).live, mail.outbox) == (0, True, [])
    assert not PageLogEntry.objects.filter(action=FAILED).exists()
    assert keep() == 0
    assert (fresh(page).live, fresh(page).expired) == (False, True)


def test_who_is_at_work_for_long_is_told_of_once_and_forgotten_when_it_worked(keep):
    failures, page = taken_down_while_busy(TooLongError(), 6, keep)

    assert (failures, fresh(page).live) == (1, True)
    assert last_failure(fresh(page)) == "一直有人在处理这一页。"
    assert {message.subject for message in mail.outbox} == {
        f"《{page.title}》没能按时下线"
    }
    told = len(mail.outbox)
    assert keep() == 0
    assert (fresh(page).live, last_failure(fresh(page))) == (False, "")
    assert len(mail.outbox) == told


def test_a_failure_is_of_the_plan_it_happened_to(taken, keep):
    second = taken[1]
    keep()
    assert REASON in last_failure(second)

    second.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    assert last_failure(second) == ""


def test_the_desk_shows_it(taken, keep, client):
    second = taken[1]
    keep()
    client.force_login(UserFactory(is_superuser=True))

    edit = client.get(reverse("wagtailadmin_pages:edit", args=[second.pk]))
    history = client.get(reverse("wagtailadmin_pages:history", args=[second.pk]))

    assert REASON in edit.content.decode()
    assert REASON in history.content.decode()
    other = client.get(reverse("wagtailadmin_pages:edit", args=[taken[0].pk]))
    assert "定好的时间已到" not in other.content.decode()


def test_one_that_cannot_be_taken_down_holds_up_no_other(keep):
    over = timezone.now() - timedelta(minutes=1)
    first, second = (ArticlePageFactory(expire_at=over, title=t) for t in "甲乙")

    def fail(sender, instance, **kwargs) -> None:
        if instance.pk == first.pk:
            raise KeyError("a receiver with a fault")

    page_unpublished.connect(fail)
    try:
        assert keep() == 1
    finally:
        page_unpublished.disconnect(fail)

    assert (fresh(first).live, fresh(first).expired) == (True, False)
    assert (fresh(second).live, fresh(second).expired) == (False, True)
    assert "《甲》没能按时下线" in {message.subject for message in mail.outbox}
    assert keep() == 0
    assert fresh(first).expired is True


def test_a_version_without_its_page_holds_up_no_other(keep):
    gone, page = (ArticlePageFactory(live=False) for _n in range(2))
    schedule(gone, -2)
    schedule(page, -1)
    orphans = Revision.objects.filter(object_id=str(gone.pk))
    left = orphans.get().pk
    orphans.update(object_id="999999")

    assert keep() == 0

    assert fresh(page).live is True
    assert not Revision.objects.filter(pk=left).exists()


def test_what_was_taken_back_meanwhile_is_not_published(keep, monkeypatch):
    page = ArticlePageFactory(live=False)
    schedule(page, -1)
    revision = overdue_revision(page)
    page.revisions.update(approved_go_live_at=None)

    from articles.services.schedule import _publish

    _publish(revision)

    assert fresh(page).live is False


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml", "feed.json"])
def test_an_alias_without_dates_is_read_like_any_other(client, name):
    anthology = AnthologyPageFactory()
    article = ArticlePageFactory(parent=anthology, title="本尊")
    alias = article.create_alias(parent=anthology, update_slug="fenshen")
    none = {"first_published_at": None, "last_published_at": None}
    ArticlePage.objects.filter(pk=alias.pk).update(**none)

    for address in (anthology.url, anthology.author.url, "/"):
        answer = client.get(f"{address}{name}")
        assert answer.status_code == 200
    assert client.get(anthology.url).status_code == 200
    assert client.get(alias.url).status_code == 200
    assert client.get("/archive/").status_code in (200, 404)
    assert client.get("/sitemap.xml").status_code == 200


def test_a_moment_that_is_over_is_refused_and_the_text_kept(admin_client):
    article = ArticlePageFactory(title="旧题", slug="ti")
    edit = f"/admin/pages/{article.pk}/edit/"
    form = post_data("新题", "文", slug="ti") | {"go_live_at": "2020-01-02 08:00"}

    answer = admin_client.post(edit, form | {"action-publish": "1"})

    assert answer.context["form"].errors["go_live_at"].data[0].code == "past"
    assert 'value="新题"' in answer.text
    article.refresh_from_db()
    assert (article.title, article.go_live_at, article.revisions.count()) == (
        "旧题",
        None,
        0,
    )


def test_a_moment_that_has_come_does_not_hinder_later_versions(admin_client):
    came = timezone.now() - timedelta(days=2)
    article = ArticlePageFactory(title="旧题", slug="ti", go_live_at=came)
    article.save_revision()
    shown = timezone.localtime(came).strftime("%Y-%m-%d %H:%M")
    form = post_data("新题", "文", slug="ti") | {"go_live_at": shown}

    admin_client.post(
        f"/admin/pages/{article.pk}/edit/", form | {"action-publish": "1"}
    )

    article.refresh_from_db()
    assert (article.title, article.live) == ("新题", True)


def test_a_page_that_was_moved_meanwhile_is_published_where_it_is_now():
    page = ArticlePageFactory(live=False)
    there = AnthologyPageFactory()
    schedule(page, -1)
    revision = overdue_revision(page)
    assert revision.content_object.path == page.path  # read before the move
    page.move(there, pos="last-child")

    from articles.services.schedule import _publish

    _publish(revision)

    moved = fresh(page)
    assert (moved.live, moved.get_parent().pk) == (True, there.pk)
    assert moved.url_path.startswith(there.url_path)
    assert Page.find_problems() == ([], [], [], [], [])
