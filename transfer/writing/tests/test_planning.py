"""What becomes of each post is decided without a database."""

from datetime import UTC, datetime

import pytest

from transfer.reading.decode import Decoded
from transfer.reading.post import Post
from transfer.report import Status
from transfer.writing.planning import MAX_PATH, Earlier, Fate, Step, plan


def post(path: str, digest: str = "", *, day: int | None = None, **said) -> Post:
    date = None if day is None else datetime(2020, 1, day, tzinfo=UTC)
    raw = (digest or path).encode()
    return Post(path, digest or path, raw, Decoded(""), "", "", date=date, **said)


def never(_earlier: Earlier) -> bool:
    raise AssertionError("asked of a file that has not changed")


def steps(posts, earlier=(), *, present=(), was_edited=never) -> list[Step]:
    found = {each.path for each in posts} | set(present)
    return list(plan(posts, earlier=earlier, present=found, was_edited=was_edited))


def fates(found: list[Step]) -> dict[str, Fate]:
    return {step.post.path: step.fate for step in found}


def test_a_file_nobody_saw_before_is_new():
    (step,) = steps([post("a.md")])

    assert (step.fate, step.earlier, step.page_id) == (Fate.NEW, None, None)
    assert (step.is_due, step.has_moved, step.status) == (True, False, Status.IMPORTED)


def test_the_same_bytes_are_left_alone_and_nobody_looks_at_the_article():
    (step,) = steps([post("a.md", "x")], [Earlier(7, "a.md", "x")])

    assert (step.fate, step.page_id) == (Fate.UNCHANGED, 7)
    assert (step.is_due, step.status) == (False, Status.UNCHANGED)


@pytest.mark.parametrize(
    ("edited", "fate", "status"),
    [
        (False, Fate.CHANGED, Status.UPDATED),
        (True, Fate.EDITED_HERE, Status.REPORTED),
    ],
)
def test_other_bytes_are_written_unless_the_article_was_edited_here(
    edited, fate, status
):
    asked = []

    def was_edited(earlier: Earlier) -> bool:
        asked.append(earlier.page_id)
        return edited

    (step,) = steps(
        [post("a.md", "new")], [Earlier(7, "a.md", "old")], was_edited=was_edited
    )

    assert (step.fate, step.status, step.is_due) == (fate, status, not edited)
    assert (step.page_id, asked) == (7, [7])


def test_what_was_not_finished_is_due_again():
    (step,) = steps(
        [post("a.md", "x")], [Earlier(7, "a.md", "")], was_edited=lambda _e: False
    )

    assert (step.fate, step.page_id) == (Fate.CHANGED, 7)


def test_a_file_with_known_bytes_and_another_path_has_moved():
    (step,) = steps([post("new/a.md", "x")], [Earlier(7, "a.md", "x")])

    assert (step.fate, step.page_id, step.has_moved) == (Fate.UNCHANGED, 7, True)


def test_of_two_files_with_the_same_bytes_only_one_is_the_one_that_moved():
    found = steps(
        [post("b.md", "x", day=1), post("c.md", "x", day=2)], [Earlier(7, "a.md", "x")]
    )

    assert [(s.post.path, s.fate, s.page_id) for s in found] == [
        ("b.md", Fate.UNCHANGED, 7),
        ("c.md", Fate.NEW, None),
    ]


def test_a_copy_of_a_file_that_is_still_there_has_not_moved():
    found = steps(
        [post("a.md", "x"), post("b.md", "x")],
        [Earlier(7, "a.md", "x")],
        present=["a.md"],
    )

    assert fates(found) == {"a.md": Fate.UNCHANGED, "b.md": Fate.NEW}


@pytest.mark.parametrize(
    ("length", "fate"), [(500, Fate.NEW), (501, Fate.PATH_TOO_LONG)]
)
def test_a_path_longer_than_the_column_is_left_out(length, fate):
    (step,) = steps([post("x" * length)])

    assert (step.fate, step.is_due) == (fate, fate is Fate.NEW)
    assert MAX_PATH == 500


def test_pinned_ones_come_first_then_by_date_and_without_one_last():
    found = steps(
        [
            post("none.md"),
            post("late.md", day=3),
            post("early.md", day=2),
            post("pinned.md", day=9, is_top=True),
        ]
    )

    assert [step.post.path for step in found] == [
        "pinned.md",
        "early.md",
        "late.md",
        "none.md",
    ]
