from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.reading.heads.dates import date_in_name, parse_date

CHINA = ZoneInfo("Asia/Shanghai")


def local(*parts):
    return datetime(*parts, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-01-02", local(2019, 1, 2)),
        ("2018-7-24 23:31:06", local(2018, 7, 24, 23, 31, 6)),
        ("2013/7/13 20:46", local(2013, 7, 13, 20, 46)),
        ("2019.1.2", local(2019, 1, 2)),
        ("2019年1月2日 3:04", local(2019, 1, 2, 3, 4)),
        ("20190102", local(2019, 1, 2)),
        ("2018-11-06T12:20:51+08:00", local(2018, 11, 6, 12, 20, 51)),
        ("2018-11-06 12:20:51 -0530",
         datetime(2018, 11, 6, 12, 20, 51, tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
        ("2018-11-06T12:20:51.25Z", datetime(2018, 11, 6, 12, 20, 51, 250000, tzinfo=UTC)),
        ("2018-11-06 12:20 Europe/Berlin",
         datetime(2018, 11, 6, 12, 20, tzinfo=ZoneInfo("Europe/Berlin"))),
        ("2018-11-06 12:20 CST", local(2018, 11, 6, 12, 20)),
        ("2018-11-06 3:05 PM", local(2018, 11, 6, 15, 5)),
        ("1546300800", datetime(2019, 1, 1, tzinfo=UTC)),
        ("1546300800000", datetime(2019, 1, 1, tzinfo=UTC)),
        ("Sun, 06 Nov 2016 08:49:37 GMT", datetime(2016, 11, 6, 8, 49, 37, tzinfo=UTC)),
        ("2019-01-02 25:61", local(2019, 1, 2)),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(text, moment):
    assert parse_date(text) == moment


@pytest.mark.parametrize(
    "text",
    ["2017-16-26", "2019-02-30", "0001-01-01T00:00:00Z", "9999-12-31", "{{ .Date }}", "soon",
     "", "2019-01", "99999999999999", "Sun, 99 Nov 2016"],
)  # fmt: skip
def test_impossible_dates_are_no_dates(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("stem", "moment", "rest"),
    [
        ("2019-01-02-hello", local(2019, 1, 2), "hello"),
        ("2015-1-2-你好", local(2015, 1, 2), "你好"),
        ("20160812-Scopes-in-Go", local(2016, 8, 12), "Scopes-in-Go"),
        ("2019-01-02", local(2019, 1, 2), "2019-01-02"),
        ("2019-13-02-hello", None, "2019-13-02-hello"),
        ("19-Interfaces-II", None, "19-Interfaces-II"),
        ("201711-Golang", None, "201711-Golang"),
        ("2048", None, "2048"),
    ],
)
def test_dates_in_file_names(stem, moment, rest):
    assert date_in_name(stem) == (moment, rest)


@given(
    st.text(max_size=60)
    | st.from_regex(r"\d{1,4}-\d{1,2}-\d{1,2}[T ]\d\d:\d\d[+-]\d\d:\d\d")
)
def test_any_text_is_a_date_or_none(text):
    found = parse_date(text)

    assert found is None or found.astimezone(UTC).year >= 1899
