"""Times of day, zones and limits of dates, as people type them."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.reading.heads.dates import date_in_name, parse_date

CHINA, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
MINUTES = st.integers(-14 * 60, 14 * 60)
MOMENTS = st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2199-12-31"))  # fmt: skip


def offset(hours, minutes=0):
    return timezone(timedelta(hours=hours, minutes=minutes))


def at_noon(zone):
    return datetime(2018, 11, 6, 12, 20, tzinfo=zone)


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("+08:00", offset(8)),
        ("+0800", offset(8)),
        ("+8", offset(8)),
        ("+8:00", offset(8)),
        ("+800", offset(8)),
        ("-5:30", offset(-5, -30)),
        ("-0330", offset(-3, -30)),
        ("Z", UTC),
        ("utc", UTC),
        ("GMT", UTC),
        ("America/New_York", NEW_YORK),
        ("America/Argentina/Buenos_Aires", ZoneInfo("America/Argentina/Buenos_Aires")),
        ("Asia/Nowhere", BERLIN),
        ("PST", BERLIN),
        ("", BERLIN),
    ],
)
def test_a_zone_is_read_or_the_own_one_counts(written, zone):
    found = parse_date(f"2018-11-06 12:20 {written}", BERLIN)

    assert found == at_noon(zone)
    assert found.utcoffset() == at_noon(zone).utcoffset()


@pytest.mark.parametrize("written", ["+99:00", "+24:00", "+8:99 x", "../../etc/passwd"])
def test_an_impossible_zone_makes_no_date(written):
    assert parse_date(f"2018-11-06 12:20 {written}") is None


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("12:30 AM", time(0, 30)),
        ("12:30 pm", time(12, 30)),
        ("1:05pm", time(13, 5)),
        ("11:59 PM", time(23, 59)),
        ("13:30 PM", time(13, 30)),
        ("00:00", time(0, 0)),
        ("23:59:59", time(23, 59, 59)),
        ("23:59:60", time(0, 0)),
        ("24:00", time(0, 0)),
        ("9时", time(9, 0)),
        ("9时5分", time(9, 5)),
        ("12时30分15秒", time(12, 30, 15)),
        ("12：30：15", time(12, 30, 15)),
        ("12:20:51,5", time(12, 20, 51, 500_000)),
        ("12:20:51.123456789", time(12, 20, 51, 123_456)),
    ],
)
@pytest.mark.parametrize(
    "day", ["2018-11-06", "2018年11月6日", "2018/11/6", "2018.11.06,"]
)
def test_a_time_of_day_that_there_is_not_is_midnight(day, written, clock):
    assert parse_date(f"{day} {written}") == datetime.combine(
        date(2018, 11, 6), clock, CHINA
    )


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (" 2018-11-06\n", datetime(2018, 11, 6, tzinfo=CHINA)),
        ("２０１８-11-06", datetime(2018, 11, 6, tzinfo=CHINA)),
        ("2020-02-29", datetime(2020, 2, 29, tzinfo=CHINA)),
        ("1900-01-01", datetime(1900, 1, 1, tzinfo=CHINA)),
        ("2200-12-31", datetime(2200, 12, 31, tzinfo=CHINA)),
        ("Nov 6, 2016", datetime(2016, 11, 6, tzinfo=CHINA)),
        ("6 November 2016", datetime(2016, 11, 6, tzinfo=CHINA)),
        ("Nov 6 2016 08:49:37", datetime(2016, 11, 6, 8, 49, 37, tzinfo=CHINA)),
        ("0000000001", datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)),
        ("1546300800500", datetime(2019, 1, 1, 0, 0, 0, 500_000, tzinfo=UTC)),
    ],
)
def test_a_day_is_a_day_in_every_notation(text, moment):
    assert parse_date(text) == moment


@pytest.mark.parametrize(
    "text",
    ["1899-12-31", "2201-01-01", "2018-02-29", "2018-00-01", "2018-01-00", "18-11-06",
     "2018-11", "154630080", "15463008000", "201811061", "Nov", "6 Nov", "May I come in?",
     "昨天", "11/06/2018"],
)  # fmt: skip
def test_what_names_no_day_between_1900_and_2200_is_no_date(text):
    assert parse_date(text) is None


def test_what_comes_behind_a_hundred_signs_is_not_looked_at():
    day = "2018-11-06"

    assert parse_date(day + " " * 90 + "!") == datetime(2018, 11, 6, tzinfo=CHINA)
    assert parse_date(day + " " * 89 + "!") is None


@given(MOMENTS, MINUTES)
def test_a_moment_written_by_a_program_is_that_moment(moment, minutes):
    moment = moment.replace(tzinfo=offset(0, minutes))

    assert parse_date(moment.isoformat(), BERLIN) == moment
    assert parse_date(moment.isoformat(" "), BERLIN) == moment


@given(MOMENTS)
def test_a_moment_without_a_zone_is_local(moment):
    second = moment.replace(microsecond=0, tzinfo=BERLIN)

    assert parse_date(f"{moment:%Y-%m-%d %H:%M:%S}", BERLIN) == second


@pytest.mark.parametrize(
    ("stem", "day", "rest"),
    [
        ("20190102你好", 2, "你好"),
        ("2019_01_02_x", 2, "x"),
        ("2019.1.2 你好 世界", 2, "你好 世界"),
        ("2019-01-31--x", 31, "x"),
        ("2019-01-02-", 2, "2019-01-02-"),
        ("2019-01-02-2020-03-04-x", 2, "2020-03-04-x"),
    ],
)
def test_a_name_begins_with_its_date(stem, day, rest):
    assert date_in_name(stem) == (datetime(2019, 1, day, tzinfo=CHINA), rest)


@pytest.mark.parametrize(
    "stem",
    ["", "2019", "2019-01_02-x", "20190102123456", "2019-01-023", "2019-02-30-x", "x-2019-01-02",
     "18990102-x", "你好"],
)  # fmt: skip
def test_a_name_without_a_date_stays_whole(stem):
    assert date_in_name(stem) == (None, stem)


@given(st.text(max_size=30))
def test_of_any_name_something_is_left(stem):
    _date, rest = date_in_name(stem)

    assert stem.endswith(rest)
    assert bool(rest) is bool(stem)
