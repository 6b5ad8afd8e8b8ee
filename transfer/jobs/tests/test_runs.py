"""Imports go on after a crash, one worker at a time, and end with a report."""

import io
import threading
import zlib
from contextlib import contextmanager
from datetime import timedelta

import pytest

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import GroupPagePermission
from wagtail.signals import page_published

from accounts.models import User
from articles.models import AnthologyPage, ArticlePage
from articles.tests.factories import AuthorPageFactory
from transfer.errors import TooManyImportsError
from transfer.jobs.handing_in import hand_in
from transfer.jobs.parts import PART, keep_parts, opened
from transfer.jobs.runs import (
    LOST_AFTER,
    SupersededError,
    _teller,
    due_imports,
    lock_name,
    next_import,
    place_name,
)
from transfer.models import (
    ImportPart,
    MarkdownImport,
)
from transfer.reading.library import load_library
from transfer.reading.sources import open_zip
from transfer.tasks import import_markdown_task, resume_imports_task
from transfer.tests.test_admin import zipped
from transfer.writing import batches, releasing
from transfer.writing.owners import anthology_of

pytestmark = pytest.mark.django_db
FILES = {f"p{n}.md": f"---\ntitle: 第 {n} 篇\n---\n正文 {n}\n" for n in range(7)}


@pytest.fixture
def author():
    page = AuthorPageFactory(title="甲", is_trusted=True)
    page.save_revision().publish()
    return page


def handed_in(author, files=None):
    return hand_in(
        user=author.user,
        anthology=anthology_of(author),
        file=io.BytesIO(zipped(files or FILES)),
        name="blog.zip",
        dry_run=False,
    )


def age(row, minutes):
    touched = timezone.now() - timedelta(minutes=minutes)
    MarkdownImport.objects.filter(pk=row.pk).update(touched_at=touched)


def facts(row):
    row.refresh_from_db()
    return row.state, row.attempts, row.error, row.parts.count()


def test_the_report_is_stored_and_the_zip_is_gone(author):
    row = handed_in(
        author, {"a.md": "# 题\n文", "b.md": "", "c.md": "# 三\n![](x.png)"}
    )

    assert import_markdown_task(row.pk) is True

    assert facts(row) == ("done", 1, "", 0)
    pages = {page.title: page.pk for page in ArticlePage.objects.all()}
    assert row.report == [
        {
            "path": "b.md",
            "status": "reported",
            "notes": [["empty", ""]],
            "page_id": None,
        },
        {"path": "a.md", "status": "imported", "notes": [], "page_id": pages["题"]},
        {
            "path": "c.md",
            "status": "imported",
            "notes": [["missing_image", "x.png"]],
            "page_id": pages["三"],
        },
    ]


def test_a_second_run_of_the_task_does_nothing(author):
    row = handed_in(author)
    import_markdown_task(row.pk)
    before = list(ArticlePage.objects.values_list("pk", "latest_revision_id"))

    assert import_markdown_task(row.pk) is False

    assert list(ArticlePage.objects.values_list("pk", "latest_revision_id")) == before
    assert facts(row) == ("done", 1, "", 0)


def lines(row) -> list[tuple[str, str, list[str]]]:
    return [
        (line["path"], line["status"], [code for code, _detail in line["notes"]])
        for line in row.report
    ]


def test_who_is_blocked_meanwhile_writes_no_further(author, monkeypatch):
    monkeypatch.setattr(batches, "BATCH", 1)
    row = handed_in(author, {"a.md": "# 一\n文", "b.md": "# 二\n文"})

    def block(*_args, **_kwargs):
        User.objects.filter(pk=author.user.pk).update(is_active=False)

    page_published.connect(block)
    try:
        assert import_markdown_task(row.pk) is True
    finally:
        page_published.disconnect(block)

    assert facts(row) == ("done", 1, "", 0)
    assert lines(row) == [
        ("a.md", "imported", []),
        ("b.md", "reported", ["not_allowed"]),
    ]
    assert [page.title for page in ArticlePage.objects.all()] == ["一"]


def test_who_is_not_trusted_any_more_publishes_no_further(author, monkeypatch):
    monkeypatch.setattr(batches, "BATCH", 1)
    row = handed_in(author, {"a.md": "# 一\n文", "b.md": "# 二\n文"})

    def trust_no_more(*_args, **_kwargs):
        rights = GroupPagePermission.objects.filter(page=author.pk)
        rights.filter(permission__codename="publish_page").delete()

    page_published.connect(trust_no_more)
    try:
        import_markdown_task(row.pk)
    finally:
        page_published.disconnect(trust_no_more)

    row.refresh_from_db()
    assert lines(row) == [
        ("a.md", "imported", []),
        ("b.md", "imported", ["awaits_review"]),
    ]
    live = ArticlePage.objects.order_by("pk").values_list("title", "live")
    assert list(live) == [("一", True), ("二", False)]


def test_an_address_that_is_taken_meanwhile_is_left_to_who_has_it(author, monkeypatch):
    monkeypatch.setattr(batches, "BATCH", 1)
    row = handed_in(author, {"a.md": "# 一\n文", "b.md": "# 二\n文"})

    def take(instance, **_kwargs):
        if instance.slug == "yi":
            page = ArticlePage(title="别人", slug="er", locale=instance.locale)
            AnthologyPage.objects.get(pk=instance.anthology_id).add_child(instance=page)

    page_published.connect(take)
    try:
        import_markdown_task(row.pk)
    finally:
        page_published.disconnect(take)

    row.refresh_from_db()
    assert lines(row) == [("a.md", "imported", []), ("b.md", "imported", [])]
    slugs = ArticlePage.objects.values_list("title", "slug")
    assert set(slugs) == {("一", "yi"), ("别人", "er"), ("二", "er-2")}


def test_an_import_that_is_gone_is_harmless():
    assert import_markdown_task(0) is False


def test_after_a_crash_in_the_middle_it_goes_on_where_it_stopped(author, monkeypatch):
    row = handed_in(author)
    publish = releasing.publish

    def dying(page, post, *, user):
        if post.path == "p5.md":
            raise SystemExit
        publish(page, post, user=user)

    with monkeypatch.context() as patch:
        patch.setattr(batches, "BATCH", 2)
        patch.setattr(releasing, "publish", dying)
        with pytest.raises(SystemExit):
            import_markdown_task(row.pk)
    half = set(ArticlePage.objects.values_list("title", flat=True))
    after_crash = facts(row)

    import_markdown_task(row.pk)

    assert half == {"第 0 篇", "第 1 篇", "第 2 篇", "第 3 篇"}
    assert after_crash == ("waiting", 1, "", 1)
    assert facts(row) == ("done", 2, "", 0)
    assert ArticlePage.objects.live().count() == 7
    found = [(line["path"], line["status"]) for line in row.report]
    assert sorted(found) == [
        ("p0.md", "unchanged"),
        ("p1.md", "unchanged"),
        ("p2.md", "unchanged"),
        ("p3.md", "unchanged"),
        ("p4.md", "imported"),
        ("p5.md", "imported"),
        ("p6.md", "imported"),
    ]


def test_the_clock_picks_up_what_nobody_is_at(
    author, django_capture_on_commit_callbacks
):
    lost, fresh = handed_in(author), handed_in(AuthorPageFactory(title="乙"))
    MarkdownImport.objects.update(state="running", attempts=1)
    age(lost, 1)

    with django_capture_on_commit_callbacks(execute=True):
        assert resume_imports_task() == 1

    assert facts(lost) == ("done", 2, "", 0)
    assert facts(fresh) == ("running", 1, "", 1)


def test_an_announcement_that_was_lost_is_repeated_after_a_minute(author):
    row = handed_in(author)
    assert due_imports() == []
    age(row, 2)

    assert due_imports() == [row.pk]
    assert due_imports() == []


@pytest.mark.sqlite
def test_a_run_that_goes_on_is_left_alone(author):
    row = handed_in(author)
    MarkdownImport.objects.update(state="running", attempts=1)
    age(row, 0.5)

    assert (due_imports(), import_markdown_task(row.pk)) == ([], False)
    assert facts(row) == ("running", 1, "", 1)


@pytest.mark.sqlite
def test_one_import_at_a_time_fills_an_anthology(author):
    first, second = handed_in(author), handed_in(author)
    MarkdownImport.objects.filter(pk=first.pk).update(state="running", attempts=1)

    assert import_markdown_task(second.pk) is False

    assert facts(second) == ("waiting", 0, "", 1)


@contextmanager
def another_worker(name):
    """One that holds this, until the context ends and the worker with it."""
    other = connection.copy()
    key = zlib.crc32(name.encode())
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
            assert cursor.fetchone() == (True,)
        yield
    finally:
        other.close()
        with connection.cursor() as cursor:
            # The server notices the end of a connection a moment after it.
            cursor.execute("SELECT pg_advisory_lock(%s)", [key])
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@pytest.mark.postgres
def test_a_worker_that_lives_is_left_alone_however_long_it_is_silent(author):
    row, second = handed_in(author), handed_in(author)
    MarkdownImport.objects.filter(pk=row.pk).update(state="running", attempts=1)
    age(row, 50)

    with another_worker(lock_name(row.anthology_id)):
        assert due_imports() == []
        assert import_markdown_task(row.pk) is False
        assert import_markdown_task(second.pk) is False

    assert facts(row) == ("running", 1, "", 1)
    assert facts(second) == ("waiting", 0, "", 1)


@pytest.mark.postgres
def test_an_import_goes_on_as_soon_as_its_worker_is_dead(author):
    row = handed_in(author)
    MarkdownImport.objects.update(state="running", attempts=1)
    with another_worker(lock_name(row.anthology_id)):
        assert import_markdown_task(row.pk) is False

    assert import_markdown_task(row.pk) is True

    assert facts(row) == ("done", 2, "", 0)


@pytest.mark.postgres
def test_one_import_at_a_time_leaves_workers_to_others(author):
    row = handed_in(author)

    with another_worker(place_name(0)):
        assert import_markdown_task(row.pk) is False
        assert facts(row) == ("waiting", 0, "", 1)

    assert import_markdown_task(row.pk) is True


def test_who_ends_names_the_next(author, django_capture_on_commit_callbacks):
    first, second = handed_in(author), handed_in(author)

    with django_capture_on_commit_callbacks(execute=True):
        assert import_markdown_task(first.pk) is True

    assert facts(second) == ("done", 1, "", 0)


def test_people_take_turns(author, monkeypatch):
    others = [AuthorPageFactory(title=name) for name in "乙丙"]
    rows = [handed_in(author) for _n in range(3)]
    rows += [handed_in(others[0]), handed_in(others[0]), handed_in(others[1])]
    queue = [row.pk for row in rows]
    monkeypatch.setattr(import_markdown_task, "delay_on_commit", queue.append)
    while queue:
        import_markdown_task(queue.pop(0))

    begun = MarkdownImport.objects.select_related("user").order_by("begun_at")
    assert "".join(row.user.nickname for row in begun) == "甲乙丙甲乙甲"
    assert {row.state for row in begun} == {"done"}


def test_the_next_is_whoever_has_waited_longest_for_one(author):
    other = AuthorPageFactory(title="乙")
    handed_in(author)
    import_markdown_task(next_import())
    handed_in(author)
    of_other = handed_in(other)

    assert next_import() == of_other.pk


def test_what_was_given_back_does_not_come_before_its_time(author):
    given_back = handed_in(author)
    row = handed_in(AuthorPageFactory(title="乙"))
    MarkdownImport.objects.filter(pk=given_back.pk).update(attempts=1)

    assert import_markdown_task(row.pk) is True
    assert (facts(row)[0], facts(given_back)[:2]) == ("done", ("waiting", 1))
    assert import_markdown_task(given_back.pk) is True
    assert facts(given_back)[:2] == ("done", 2)


def test_a_person_has_three_imports_that_are_not_done(author):
    rows = [handed_in(author) for _n in range(3)]
    MarkdownImport.objects.filter(pk=rows[0].pk).update(state="running")

    with pytest.raises(TooManyImportsError) as refusal:
        handed_in(author)

    assert refusal.value.code == "too_many_imports"
    assert "还有 3 个没有做完" in str(refusal.value)
    assert (MarkdownImport.objects.count(), ImportPart.objects.count()) == (3, 3)
    handed_in(AuthorPageFactory(title="乙"))
    MarkdownImport.objects.filter(pk=rows[0].pk).update(state="failed")
    assert handed_in(author).state == "waiting"


def at_once(authors):
    """`hand_in` for each of `authors` in threads that start together."""
    barrier = threading.Barrier(len(authors))
    made, refused = [], []

    def work(author):
        try:
            barrier.wait()
            made.append(handed_in(author).user_id)
        except TooManyImportsError:
            refused.append(author.user_id)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[author]) for author in authors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return made, refused


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_not_even_eight_windows_hand_in_a_fourth(author, monkeypatch):
    other = AuthorPageFactory(title="乙")
    monkeypatch.setattr(import_markdown_task, "delay_on_commit", lambda _pk: None)

    made, refused = at_once([author, other] * 8)

    assert sorted(made) == sorted([author.user_id, other.user_id] * 3)
    assert (len(refused), MarkdownImport.objects.count()) == (10, 6)
    assert ImportPart.objects.count() == 6


def test_a_lost_import_is_looked_for_every_twenty_seconds():
    clock = settings.CELERY_BEAT_SCHEDULE["resume-imports"]

    assert timedelta(seconds=clock["schedule"]) + LOST_AFTER <= timedelta(minutes=1)


def test_a_big_zip_is_heard_of_while_it_is_read(author):
    heard = []
    files = {f"{n}.md": f"# 第 {n} 篇" for n in range(5)}
    source = open_zip(io.BytesIO(zipped(files)))

    load_library(source, progress=heard.append)

    assert heard == [5]


def test_what_crashes_again_and_again_is_given_up(author, monkeypatch):
    row = handed_in(author)

    def dying(page, post, *, user):
        raise SystemExit

    monkeypatch.setattr(releasing, "publish", dying)
    states = []
    for _attempt in range(3):
        with pytest.raises(SystemExit):
            import_markdown_task(row.pk)
        states.append(facts(row)[0])

    assert states == ["waiting", "waiting", "failed"]
    assert facts(row) == ("failed", 3, "crashed", 0)
    assert ArticlePage.objects.count() == 0


def test_a_worker_killed_for_good_three_times_is_not_asked_again(author):
    row = handed_in(author)
    MarkdownImport.objects.update(state="running", attempts=3)
    age(row, 6)

    assert import_markdown_task(row.pk) is False
    assert facts(row) == ("failed", 3, "crashed", 0)


def test_a_worker_that_was_taken_for_dead_stops(author):
    row = handed_in(author)
    MarkdownImport.objects.update(state="running", attempts=1)
    row.refresh_from_db()
    tell = _teller(row)
    tell(10, 20)
    MarkdownImport.objects.update(attempts=2)

    with pytest.raises(SupersededError):
        tell(20, 20)

    row.refresh_from_db()
    assert (row.done, row.total) == (10, 20)


def test_a_right_that_was_lost_meanwhile_counts(author):
    row = handed_in(author)
    author.user.groups.clear()

    assert import_markdown_task(row.pk) is True

    assert facts(row) == ("failed", 1, "not_allowed", 0)
    assert ArticlePage.objects.count() == 0


def test_a_zip_of_many_parts_comes_back_to_the_byte(author):
    row = handed_in(author)
    ImportPart.objects.all().delete()
    raw = bytes(range(256)) * (PART // 100)
    keep_parts(row, io.BytesIO(raw))

    with opened(row) as file:
        assert file.read() == raw
    assert row.parts.count() == len(raw) // PART + 1


def test_an_import_whose_anthology_is_deleted_says_so(author):
    waiting = handed_in(author)
    AnthologyPage.objects.get(pk=waiting.anthology_id).delete()

    assert import_markdown_task(waiting.pk) is True

    assert facts(waiting) == ("failed", 1, "anthology_gone", 0)
    client = Client()
    client.force_login(author.user)
    report = client.get(reverse("transfer:report", args=[waiting.pk]))
    assert (report.status_code, "文集已经被删除" in report.text) == (200, True)
    assert client.get(reverse("transfer:import")).status_code == 200
