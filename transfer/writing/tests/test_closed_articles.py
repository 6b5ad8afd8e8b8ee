"""What its author may not touch at the desk any more, a second import leaves alone."""

import pytest

from django.utils import timezone

from articles.models import ArticlePage, AuthorPage
from articles.services.notebooks import sync_trust
from articles.tests.factories import AuthorPageFactory
from transfer.report import Status
from transfer.writing.owners import anthology_of
from transfer.writing.tests.test_importing import author, body, run

__all__ = ["author"]
pytestmark = pytest.mark.django_db
HEAD = "---\ntitle: 题\ndate: 2020-01-01\npermalink: {permalink}\n{more}---\n"


def a_file(text, more="", permalink="/a/"):
    return {"a.md": HEAD.format(more=more, permalink=permalink) + text}


def the_page():
    return ArticlePage.objects.get()


def facts():
    page = the_page()
    newest = page.get_latest_revision_as_object()
    scheduled = page.revisions.exclude(approved_go_live_at=None).count()
    rest = (page.title, page.live, page.revisions.count(), scheduled)
    return body(page), body(newest), rest


@pytest.fixture
def trusted(author):
    """An author who publishes without a review, and has imported one post."""
    AuthorPage.objects.filter(pk=author.pk).update(is_trusted=True)
    author.refresh_from_db()
    sync_trust(author=author)
    author.user = type(author.user).objects.get(pk=author.user_id)
    run(author, a_file("旧文\n"), user=author.user)
    return author


def move_away(_author):
    the_page().move(anthology_of(AuthorPageFactory(title="乙")), pos="last-child")


def lock(_author):
    page = the_page()
    page.locked, page.locked_at = True, timezone.now()
    page.save(update_fields=["locked", "locked_at"])


def submit(author):
    the_page().get_workflow().start(the_page(), author.user)


def take_rights(author):
    author.user.groups.clear()
    author.user = type(author.user).objects.get(pk=author.user_id)


CLOSED = [
    (move_away, "moved_away"),
    (lock, "locked_here"),
    (submit, "locked_here"),
    (take_rights, "no_right"),
]


@pytest.mark.parametrize("is_rehearsal", [False, True])
@pytest.mark.parametrize("more", ["", "draft: true\n", "tags: [新]\n"])
@pytest.mark.parametrize(("close", "code"), CLOSED)
def test_it_is_one_line_and_nothing_changes(trusted, close, code, more, is_rehearsal):
    close(trusted)
    before = facts()

    report = run(
        trusted, a_file("新文\n", more), user=trusted.user, dry_run=is_rehearsal
    )

    line = report.lines[0]
    assert (line.status, [note.code for note in line.notes]) == (
        Status.REPORTED,
        [code, "public_here"] if "draft" in more and code != "moved_away" else [code],
    )
    assert (facts(), list(the_page().tags.names())) == (before, [])


@pytest.mark.parametrize("close", [move_away, lock, submit])
def test_a_command_minds_locks_and_owners_too(trusted, close):
    close(trusted)
    before = facts()

    report = run(trusted, a_file("新文\n"))

    assert report.lines[0].status == Status.REPORTED
    assert facts() == before


def test_who_may_not_publish_leaves_a_schedule_but_may_hide(author):
    day = "publishDate: 2150-03-04\n"
    run(author, a_file("旧文\n", day))
    before = facts()

    refused = run(
        author, a_file("新文\n", day), user=author.user, may_publish=False
    ).lines[0]
    assert [note.code for note in refused.notes] == ["locked_here"]
    assert facts() == before

    hidden = run(
        author,
        a_file("新文\n", day + "draft: true\n"),
        user=author.user,
        may_publish=False,
    ).lines[0]
    assert (hidden.status, facts()[1]) == (Status.UPDATED, "新文\n")
    assert facts()[2][3] == 0


def test_the_own_page_is_changed_as_before(trusted):
    report = run(trusted, a_file("新文\n"), user=trusted.user)

    assert (report.lines[0].status, body(the_page())) == (Status.UPDATED, "新文\n")


def test_what_moved_away_gets_no_old_address(trusted):
    permalink = f"{trusted.url}old/"
    run(trusted, a_file("新文\n", permalink=permalink), user=trusted.user)
    page = the_page()
    move_away(trusted)
    page.redirect_set.all().delete()

    report = run(trusted, a_file("新文\n", permalink=permalink), user=trusted.user)

    assert report.lines[0].status == Status.UNCHANGED
    assert page.redirect_set.count() == 0


def edit_here():
    page = the_page()
    page.body = [("markdown", "改过")]
    page.save_revision().publish()


def lock_here():
    ArticlePage.objects.update(locked=True)


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize(
    ("close", "code"), [(edit_here, "edited_here"), (lock_here, "locked_here")]
)
def test_what_the_file_hides_and_readers_still_see_is_told(
    trusted, close, code, dry_run
):
    close()
    before = facts()

    report = run(trusted, a_file("旧文\n", more="password: x\n"), dry_run=dry_run)

    [line] = report.lines
    assert (line.status, facts()) == (Status.REPORTED, before)
    assert [(note.code, note.detail) for note in line.notes] == [
        (code, ""),
        ("public_here", "password"),
    ]
