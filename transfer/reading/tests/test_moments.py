"""When a post is shown, goes public and ends, where heads and names disagree."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.errors import Note
from transfer.reading.moments import is_about_time
from transfer.reading.read import read_post

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime.now(UTC)
YEARS = st.integers(2001, 2150)


def day(year, month=1, number=2):
    return datetime(year, month, number, tzinfo=CHINA)


def read(head, path="a.md", zone=CHINA):
    return read_post(path, f"---\ntitle: 一\n{head}\n---\n正文".encode(), zone=zone)


def codes(post):
    return [note.code for note in post.notes]


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("2019-01-02-x.md", day(2019)),
        ("2019/1/2/x.md", day(2019)),
        ("blog/2019/01/02/x/index.md", day(2019)),
        ("2019-01-02-x/index.zh.md", day(2019)),
        ("20190102-x/y.md", day(2019)),
        ("2020/03/04/2019-01-02-x.md", day(2019)),
        ("2019/13/02/x.md", None),
        ("12019/01/02/x.md", None),
        ("2019/01/x.md", None),
        ("2019-01-02-x/y/z.md", None),
        ("x.md", None),
    ],
)
def test_the_path_has_a_date_where_the_head_has_none(path, date):
    post = read("tags: a", path)

    assert (post.date, post.goes_live, codes(post)) == (date, date, [])


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("date: 2019-01-02\npublishDate: 2018-01-02", day(2019)),
        ("date:\npubDate: 2019-01-02", day(2019)),
        ("日期: 2019年1月2日", day(2019)),
        ("发布时间: 2019-01-02\ncreated: 2018-01-02", day(2019)),
        ("date: 0001-01-01T00:00:00Z\ncreated: 2019-01-02", day(2019)),
        ("extra: {date: 2019-01-02}", day(2019)),
        ("Date: 2019-01-02", day(2019)),
    ],
)
def test_the_likeliest_key_says_the_date_shown(head, date):
    post = read(head)

    assert (post.date, codes(post)) == (date, [])


def test_a_date_that_is_none_is_told_and_the_next_key_counts():
    post = read("date: 昨天\ncreated: 2019-01-02")

    assert post.date == day(2019)
    assert Note("bad_date", "昨天") in post.notes


def test_of_a_long_date_the_start_is_told():
    assert Note("bad_date", "x" * 60) in read(f"date: {'x' * 500}").notes


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "UTC"])
def test_a_date_without_a_zone_is_local(zone):
    post = read("date: 2019-01-02 03:04:05", zone=ZoneInfo(zone))

    assert post.date == datetime(2019, 1, 2, 3, 4, 5, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("head", "updated", "notes"),
    [
        ("updated: 2019-01-02", day(2019), []),
        ("lastmod: 2019-01-02\nmodified: 2018-01-02", day(2019), []),
        ("updated: 昨天\nlastmod: 2019-01-02", None, ["bad_date"]),
        ("updated:\nlastmod: 2019-01-02", day(2019), []),
        ("tags: a", None, []),
    ],
)
def test_the_first_key_says_when_it_was_changed(head, updated, notes):
    post = read(head)

    assert (post.updated, codes(post)) == (updated, notes)


@given(st.lists(YEARS, min_size=3, max_size=3))
def test_nothing_is_shown_before_all_of_them_would_show_it(years):
    keys = ("publishDate", "pubDate", "published_at")
    said = dict(zip(keys, years, strict=True))
    head = "\n".join(f"{key}: {year}-01-02" for key, year in said.items())

    post = read(f"date: 2000-01-02\n{head}")

    assert (post.date, post.goes_live) == (day(2000), day(max(years)))


@given(st.lists(YEARS, min_size=2, max_size=2))
def test_it_ends_when_the_first_of_them_ends_it(years):
    first, second = years

    post = read(f"date: 2000-01-02\nexpiryDate: {first}-01-02\nunpublishDate: {second}-01-02")  # fmt: skip

    is_over = day(min(years)) <= datetime.now(UTC)
    assert post.expires == day(min(years))
    assert post.private_because == ("expirydate" if is_over else "")
    assert codes(post) == (["expired"] if is_over else [])


@pytest.mark.parametrize(
    ("begins", "ends", "is_over"),
    [(5, 6, False), (6, 5, True), (5, 5, True), (-2, -1, True), (-2, 1, False)],
)
def test_what_is_over_or_ends_before_it_begins_is_for_nobody(begins, ends, is_over):
    head = "\n".join(
        f"{key}: {(NOW + timedelta(days=days)).isoformat()}"
        for key, days in (("publishDate", begins), ("expiryDate", ends))
    )

    post = read(head)

    assert post.is_public is not is_over
    assert ("expired" in codes(post)) is is_over


@pytest.mark.parametrize(
    ("key", "about"),
    [
        ("date", True),
        ("日期", True),
        ("publishdate", True),
        ("published", True),
        ("expirydate", True),
        ("定时发布", True),
        ("updated", False),
        ("title", False),
        ("", False),
    ],
)
def test_some_keys_are_about_the_time_a_post_is_public(key, about):
    assert is_about_time(key) is about
