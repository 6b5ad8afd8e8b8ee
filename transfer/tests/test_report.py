"""The report: its words in both languages, its counts, its order."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.utils import translation

from transfer.errors import Note
from transfer.report import MESSAGES, STATUS_NAMES, Line, Report, Status, message

CODES = st.sampled_from([*MESSAGES, "unknown"])
NOTES = st.lists(st.builds(Note, CODES, st.text(max_size=10)), max_size=3)
LINES = st.lists(
    st.builds(Line, st.text(max_size=10), st.sampled_from(Status), NOTES), max_size=8
)


def report_of(*lines):
    report = Report()
    for path, status, *codes in lines:
        report.add(path, status, [Note(code) for code in codes])
    return report


@pytest.mark.parametrize(
    ("language", "code", "detail", "words"),
    [
        ("zh-hans", "too_large", "", "文件太大"),
        ("zh-hans", "bad_date", "昨天", "日期不存在或看不懂：昨天"),
        ("zh-hans", "unknown", "x", "unknown：x"),
        ("en", "unknown", "", "unknown"),
    ],
)
def test_a_code_is_a_sentence(language, code, detail, words):
    with translation.override(language):
        assert message(code, detail) == words


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_code_has_its_sentence_in_both_languages(code):
    with translation.override("zh-hans"):
        chinese = message(code)
    with translation.override("en"):
        english = message(code)

    assert english.isascii() or "�" in english
    assert not chinese.isascii()


def test_a_line_says_what_became_of_a_file():
    line = Line("文/a.md", Status.REPORTED, [Note("empty"), Note("cut", "utf-8")])

    assert str(line) == "未导入  文/a.md  文件是空的；文件末尾的字被截断：utf-8"
    assert str(Line("a.md", Status.IMPORTED)) == "已导入  a.md"
    assert set(STATUS_NAMES) == set(Status)


@pytest.mark.parametrize(
    ("codes", "remarkable"),
    [
        ([], False),
        (["category_as_tag"], False),
        (["tool_folder", "tool_file"], False),
        (["category_as_tag", "cut"], True),
        (["unknown"], True),
    ],
)
def test_what_is_true_of_nearly_every_post_is_not_remarkable(codes, remarkable):
    assert Line("a.md", Status.IMPORTED, [Note(c) for c in codes]).is_remarkable is remarkable  # fmt: skip


def test_posts_left_out_come_first_and_what_is_no_post_last():
    report = report_of(
        ("quiet.md", Status.IMPORTED),
        ("0.rst", Status.SKIPPED, "other_format"),
        ("b.md", Status.UPDATED, "cut"),
        ("c.md", Status.REPORTED, "empty"),
        ("a.md", Status.IMPORTED, "cut"),
        ("b2.md", Status.REPORTED, "empty"),
        ("tags.md", Status.IMPORTED, "category_as_tag"),
    )

    paths = [line.path for line in report.remarkable]
    assert paths == ["b2.md", "c.md", "a.md", "b.md", "0.rst"]
    assert [line.path for line in report.by_interest] == [*paths, "quiet.md", "tags.md"]


@pytest.mark.parametrize(
    ("lines", "posts", "nothing"),
    [
        ([], 0, True),
        ([("a", Status.SKIPPED)], 0, True),
        ([("a", Status.REPORTED), ("b", Status.SKIPPED)], 1, True),
        ([("a", Status.REPORTED), ("b", Status.UNCHANGED)], 2, False),
    ],
)
def test_nothing_was_read_when_every_post_was_left_out(lines, posts, nothing):
    report = report_of(*lines)

    assert (report.posts, report.nothing_read) == (posts, nothing)


def test_the_summary_counts_each_kind():
    lines = [(str(n), status) for n, status in enumerate([*Status, Status.IMPORTED])]

    assert report_of(*lines).summary == (
        "共 5 个文件：导入 2，更新 1，无变化 1，未导入 1；另有 1 项没有读"
    )
    assert report_of().summary == "共 0 个文件：导入 0，更新 0，无变化 0，未导入 0"


@given(LINES)
def test_a_report_goes_through_the_database_and_back(lines):
    report = Report(lines, is_dry_run=True)

    again = Report.from_json(json.loads(json.dumps(report.as_json())), is_dry_run=True)

    assert again.summary == report.summary
    assert again.as_json() == report.as_json()
    assert len(again.by_interest) == len(lines)


def test_what_no_database_takes_is_replaced():
    report = Report([Line("a\ud800\0.md", Status.IMPORTED, [Note("cut", "\udfff\0")])])

    [row] = report.as_json()

    assert (row["path"], row["notes"]) == ("a?\ufffd.md", [["cut", "?\ufffd"]])
