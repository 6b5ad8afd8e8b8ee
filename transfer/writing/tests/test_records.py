"""What is remembered of an imported file, and when it counts as edited here."""

import pytest

from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from transfer.models import ImportedPost
from transfer.reading.read import read_post
from transfer.writing.planning import Earlier, Fate, Step
from transfer.writing.records import Records
from transfer.writing.writing import body_digest

pytestmark = pytest.mark.django_db
RAW = "---\ntitle: 题\n---\n文".encode()


@pytest.fixture
def book():
    return AnthologyPageFactory()


@pytest.fixture
def page(book):
    return ArticlePageFactory(parent=book, markdown="文")


def post(path="a.md", raw=RAW):
    return read_post(path, raw)


def row(page):
    return ImportedPost.objects.get(page=page)


def test_a_file_that_is_done_is_known_by_its_bytes(page):
    records = Records(page.author_page)
    records.save(page, post(), "文", done=True, waiting_paths=["/old"])

    found = row(page)
    assert (found.path, found.digest, found.head) == ("a.md", post().digest, "---\ntitle: 题\n---\n")  # fmt: skip
    assert (bytes(found.source), found.body_digest) == (RAW, body_digest("文"))
    assert found.waiting_paths == ["/old"]
    again = Records(page.author_page)
    assert again.earlier() == [Earlier(page.pk, "a.md", post().digest)]
    assert again.page_ids == {"a.md": page.pk}
    assert again.before(page.pk) == RAW


def test_one_that_waits_is_due_again_and_keeps_what_the_article_was_made_of(page):
    records = Records(page.author_page)
    records.save(page, post(), "文", done=True)

    records.save(page, post(raw="新".encode()), "", done=False)

    assert (row(page).digest, bytes(row(page).source)) == ("", RAW)
    assert row(page).body_digest == body_digest("文")


def test_a_new_one_that_waits_has_its_place(page):
    Records(page.author_page).save(page, post(), "", done=False)

    assert (row(page).digest, row(page).path, row(page).waiting_paths) == ("", "a.md", None)  # fmt: skip


def test_saved_again_it_is_the_same_row_without_the_old_addresses(page):
    records = Records(page.author_page)
    records.save(page, post(), "文", done=True, waiting_paths=["/old"])
    first = row(page).pk

    records.save(page, post("b.md"), "文二", done=True, waiting_paths=[])

    assert (row(page).pk, row(page).path, row(page).waiting_paths) == (first, "b.md", None)  # fmt: skip


def test_an_author_s_records_are_not_another_s(page):
    Records(page.author_page).save(page, post(), "文", done=True)

    other = Records(AnthologyPageFactory().get_parent().specific)

    assert (other.earlier(), other.page_ids) == ([], {})


def test_of_what_was_never_imported_nothing_is_known(page):
    records = Records(page.author_page)

    assert (records.before(None), records.before(page.pk)) == (None, None)


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_file_that_moved_is_found_at_its_new_path(page, is_kept):
    Records(page.author_page).save(page, post(), "文", done=True)
    records = Records(page.author_page)
    moved = Step(post("新/a.md"), Fate.UNCHANGED, records.earlier()[0])

    records.move(moved, is_kept=is_kept)

    assert records.page_ids["新/a.md"] == page.pk
    assert row(page).path == ("新/a.md" if is_kept else "a.md")


@pytest.mark.parametrize(
    ("body", "edited"),
    [
        ([("markdown", "文")], False),
        ([("markdown", "文 ")], True),
        ([("markdown", "前"), ("paywall", None), ("markdown", "后")], True),
        ([("markdown", "文"), ("divider", None)], True),
    ],
)
def test_an_article_with_another_text_was_edited_here(page, body, edited):
    Records(page.author_page).save(page, post(), "文", done=True)
    page.body = body
    page.save_revision()
    records = Records(page.author_page)

    assert records.was_edited(records.earlier()[0]) is edited


def test_a_new_title_is_no_edit_of_the_text(page):
    Records(page.author_page).save(page, post(), "文", done=True)
    page.title = "新题"
    page.save_revision().publish()
    records = Records(page.author_page)

    assert records.was_edited(records.earlier()[0]) is False
