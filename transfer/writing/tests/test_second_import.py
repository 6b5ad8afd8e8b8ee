"""A second import changes what the file says otherwise, and says what it does."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from django.utils import timezone

from wagtail.models import Page

from articles.models import ArticlePage
from articles.services.schedule import keep_schedules
from articles.tests.factories import TopicPageFactory
from transfer.report import Status
from transfer.writing.importing import import_posts
from transfer.writing.owners import anthology_of
from transfer.writing.tests.test_importing import author, body, png, run, source_of

__all__ = ["author"]
pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
FUTURE = datetime(2150, 3, 4, tzinfo=CHINA)


def import_file(author, head, text="正文\n", **options):
    """One file; what its line in the report says."""
    report = run(author, {"a.md": f"---\ntitle: 题\n{head}\n---\n{text}"}, **options)
    line = report.lines[0]
    return line.status, [(note.code, note.detail) for note in line.notes]


def the_page():
    return ArticlePage.objects.get()


def newest():
    return the_page().get_latest_revision_as_object()


def save(page):
    """As an editor does it on the site."""
    page.save_revision().publish()


def test_a_date_moved_out_of_the_future_publishes(author):
    first = import_file(author, "date: 2150-03-04")
    scheduled = the_page()

    second = import_file(author, "date: 2019-01-02")

    assert first == (Status.IMPORTED, [("scheduled", "2150-03-04")])
    assert (scheduled.live, scheduled.go_live_at) == (False, FUTURE)
    page = the_page()
    assert second == (Status.UPDATED, [])
    assert (page.live, page.go_live_at) == (True, None)
    assert page.first_published_at == datetime(2019, 1, 2, tzinfo=CHINA)
    assert page.revisions.exclude(approved_go_live_at=None).count() == 0


def test_a_date_moved_into_the_future_is_told_as_it_is(author):
    import_file(author, "date: 2019-01-02", "旧文\n")

    second = import_file(author, "date: 2150-03-04", "新文\n")

    page = the_page()
    assert second == (Status.UPDATED, [("change_scheduled", "2150-03-04")])
    assert (page.live, body(page), body(newest())) == (True, "旧文\n", "新文\n")
    assert newest().go_live_at == FUTURE


def test_publish_date_waits_though_the_date_is_past(author):
    first = import_file(author, "date: 2019-01-02\npublishDate: 2150-03-04")

    page = the_page()
    assert first == (Status.IMPORTED, [("scheduled", "2150-03-04")])
    assert (page.live, page.go_live_at, page.last_published_at) == (False, FUTURE, None)


def test_a_scheduled_post_takes_no_old_address(author):
    head = "date: 2150-03-04\npermalink: /old/a/"

    assert import_file(author, head) == (
        Status.IMPORTED,
        [("scheduled", "2150-03-04"), ("redirect_waits", "")],
    )


def test_an_expiry_date_takes_the_article_away(author):
    soon = timezone.now() + timedelta(days=1)
    first = import_file(author, f"expiryDate: {soon.isoformat()}")
    page = the_page()
    day = f"{timezone.localtime(soon):%Y-%m-%d}"
    assert first == (Status.IMPORTED, [("expires", day)])
    assert (page.live, page.expire_at) == (True, soon)

    Page.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    keep_schedules()
    assert the_page().live is False

    second = import_file(author, "expiryDate: 2150-03-04")
    page = the_page()
    assert second == (Status.UPDATED, [("expires", "2150-03-04")])
    assert (page.live, page.expired, page.expire_at) == (True, False, FUTURE)


def test_what_is_over_is_a_draft(author):
    assert import_file(author, "expiryDate: 2019-01-02") == (
        Status.IMPORTED,
        [("expired", "2019-01-02")],
    )
    assert the_page().live is False


def test_a_scheduled_post_that_became_a_draft_is_not_published(author):
    import_file(author, "date: 2150-03-04")
    page = the_page()
    assert page.revisions.exclude(approved_go_live_at=None).count() == 1

    second = import_file(author, "date: 2150-03-04\ndraft: true")

    assert second == (Status.UPDATED, [("kept_private", "draft")])
    assert page.revisions.exclude(approved_go_live_at=None).count() == 0
    assert newest().go_live_at is None


def test_a_removed_translator_goes(author):
    head = "author: 原作者\noriginallink: https://example.com/1"
    import_file(author, f"{head}\ntranslator: 译者")
    assert the_page().kind == "translation"

    import_file(author, head)
    page = the_page()
    assert (page.kind, page.source_name) == ("reprint", "原作者")

    import_file(author, "tags: [甲]")
    page = the_page()
    assert (page.kind, page.source_url, page.source_name) == ("original", "", "")


def test_what_was_chosen_on_the_site_stays(author):
    own, named, later = (
        TopicPageFactory(title=name) for name in ("甲题", "乙题", "丙题")
    )
    head = "tags: [一, 二]\ncategories: [乙题]\nsubtitle: 副\ncover: x.png"
    files = {"a.md": f"---\ntitle: 题\n{head}\n---\n文\n", "x.png": png()}
    run(author, files)
    page = newest()
    page.title, page.subtitle, page.price = "站上的题", "站上的副题", 300
    page.comments_open, page.kind, page.source_name = False, "reprint", "某处"
    page.tags.set(["二", "三"])
    page.offered_topics.set([own])
    page.cover = None
    save(page)

    files["a.md"] = f"---\ntitle: 题\n{head}, 四]\n---\n改了\n".replace(
        "二]\n", "二, 四]\n"
    )
    files["a.md"] = (
        files["a.md"].replace("x.png, 四]", "x.png").replace("[乙题]", "[乙题, 丙题]")
    )
    report = run(author, files)

    page = the_page()
    assert report.lines[0].status == Status.UPDATED
    assert body(page) == "改了\n"
    assert (page.title, page.subtitle, page.price) == ("站上的题", "站上的副题", 300)
    assert (page.comments_open, page.kind, page.source_name) == (
        False,
        "reprint",
        "某处",
    )
    assert sorted(page.tags.names()) == sorted(["二", "三", "四"])
    assert set(page.offered_topics.all()) == {own, later}
    assert named not in page.offered_topics.all()


def test_what_the_file_says_otherwise_counts(author):
    TopicPageFactory(title="甲题")
    TopicPageFactory(title="乙题")
    import_file(
        author,
        "tags: [一]\ncategories: [甲题]\nsubtitle: 副\ncomments: false\npriceFen: 5",
    )

    report = run(
        author,
        {"a.md": "---\ntitle: 新题\ntags: [二]\ncategories: [乙题]\n---\n正文\n"},
    )

    page = the_page()
    assert report.lines[0].status == Status.UPDATED
    assert (page.title, page.subtitle, page.comments_open, page.price) == (
        "新题",
        "",
        True,
        0,
    )
    assert list(page.tags.names()) == ["二"]
    assert [topic.title for topic in page.offered_topics.all()] == ["乙题"]


def test_a_topic_that_is_younger_than_the_import_takes_the_tag_over(author):
    import_file(author, "categories: [甲题]")
    assert list(the_page().tags.names()) == ["甲题"]
    TopicPageFactory(title="甲题")

    import_file(author, "categories: [甲题]", "改了\n")

    page = the_page()
    assert list(page.tags.names()) == []
    assert [topic.title for topic in page.offered_topics.all()] == ["甲题"]


def test_what_was_withdrawn_here_is_not_published_again(author):
    import_file(author, "date: 2019-01-02")
    the_page().unpublish()

    second = import_file(author, "date: 2019-01-02", "改了\n")

    assert second == (Status.UPDATED, [("withdrawn_here", "")])
    assert (the_page().live, body(newest())) == (False, "改了\n")


def test_what_the_file_hides_and_the_site_shows_is_told(author):
    import_file(author, "draft: true")
    save(newest())

    assert import_file(author, "draft: true") == (
        Status.UNCHANGED,
        [("public_here", "draft")],
    )
    assert the_page().live is True


def test_as_drafts_nothing_new_is_shown_and_what_is_out_stays(author):
    import_file(author, "date: 2019-01-02", "旧文\n")

    assert import_file(author, "date: 2019-01-02", "新文\n", as_drafts=True) == (
        Status.UPDATED,
        [("as_draft", "")],
    )

    page = the_page()
    assert (page.live, page.rendering.text) == (True, "旧文")
    assert newest().body.raw_data[0]["value"] == "新文\n"


@pytest.mark.parametrize(
    ("head", "options", "note"),
    [
        ("date: 2150-03-04", {}, ("scheduled", "2150-03-04")),
        ("draft: true", {}, ("kept_private", "draft")),
        ("date: 2019-01-02", {"may_publish": False}, ("awaits_review", "")),
        ("date: 2019-01-02", {"as_drafts": True}, ("as_draft", "")),
        ("date: 2150-03-04", {"as_drafts": True}, ("as_draft", "")),
        ("draft: true", {"as_drafts": True}, ("kept_private", "draft")),
    ],
)
def test_a_rehearsal_says_what_will_happen(author, head, options, note):
    rehearsed = import_file(author, head, dry_run=True, **options)
    assert ArticlePage.objects.count() == 0

    assert rehearsed == (Status.IMPORTED, [note])
    assert import_file(author, head, **options) == rehearsed


def test_a_file_that_vanishes_while_it_is_imported_is_one_line(author):
    source, reads = source_of({"a.md": "# 甲\n文", "b.md": "# 乙\n文"}), []
    read = source.files["a.md"]

    def once():
        reads.append(1)
        if len(reads) > 1:
            raise OSError
        return read()

    source.files["a.md"] = once
    report = import_posts(source, author=author, anthology=anthology_of(author))

    lines = {
        line.path: (line.status, line.notes and line.notes[0].code)
        for line in report.lines
    }
    assert lines == {
        "a.md": (Status.REPORTED, "unreadable"),
        "b.md": (Status.IMPORTED, []),
    }
    assert the_page().title == "乙"


@pytest.fixture
def two(author):
    """Two articles that were imported, and the files with other texts."""
    before, after = (
        {f"{name}.md": f"---\ntitle: {name}\n---\n{text}\n" for name in "ab"}
        for text in ("旧文", "新文")
    )
    run(author, before)
    return source_of(after)


def import_and(author, source, meanwhile):
    """What the report says; `meanwhile` gets the second article after the first."""
    _first, second = ArticlePage.objects.order_by("pk")

    def between(done, _total):
        if done == 1:
            meanwhile(ArticlePage.objects.get(pk=second.pk))

    report = import_posts(
        source, author=author, anthology=anthology_of(author), progress=between
    )
    return {
        line.path: (line.status, [note.code for note in line.notes])
        for line in report.lines
    }


def test_what_is_written_while_the_import_runs_stays(author, two):
    def write(page):
        page.body = [("markdown", "亲手写的\n")]
        save(page)

    said = import_and(author, two, write)

    assert said == {
        "a.md": (Status.UPDATED, []),
        "b.md": (Status.REPORTED, ["edited_here"]),
    }
    texts = [body(page) for page in ArticlePage.objects.order_by("pk")]
    assert texts == ["新文\n", "亲手写的\n"]


def test_what_is_deleted_while_the_import_runs_comes_anew(author, two):
    said = import_and(author, two, lambda page: page.delete())

    assert said == {name: (Status.UPDATED, []) for name in ("a.md", "b.md")}
    texts = [body(page) for page in ArticlePage.objects.order_by("pk")]
    assert texts == ["新文\n", "新文\n"]
