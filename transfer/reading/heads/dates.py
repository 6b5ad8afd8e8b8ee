"""Dates as people write them in front matter and in file names."""

import datetime
import re
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

DEFAULT_ZONE = ZoneInfo("Asia/Shanghai")
# Hugo writes year 1 for "none"; converting years near 1 and 9999 to UTC overflows
FIRST_YEAR, LAST_YEAR = 1900, 2200

WRITTEN = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[Tt\s,]+(?P<hour>\d{1,2})\s*[:：时]\s*(?P<minute>\d{1,2})?"
    r"(?:\s*[:：分]\s*(?P<second>\d{1,2})?(?:[.,](?P<fraction>\d+))?\s*秒?)?"
    r"\s*(?P<half>[AaPp][Mm](?![A-Za-z]))?)?"
    r"\s*(?P<zone>[Zz]|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]+(?:/[A-Za-z_]+)*)?\s*"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
EPOCH = re.compile(r"\d{10}(?:\d{3})?")
MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
IN_NAME = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-_.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|(?P<month2>\d{2})(?P<day2>\d{2}))(?:[-_. ]+|(?=[^\d\s_.-])|$)(?P<rest>.*)",
    re.DOTALL,
)


def parse_date(text: str, zone: ZoneInfo = DEFAULT_ZONE) -> datetime.datetime | None:
    """The aware moment `text` names, None when there is no such moment.

    Without a zone of its own the moment is local to `zone`. An impossible time
    of a possible day counts as midnight.
    """
    text = text.strip()[:100]
    try:
        found = _parse(text, zone)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return found


def _parse(text: str, zone: ZoneInfo) -> datetime.datetime | None:
    if match := WRITTEN.fullmatch(text):
        return _written(match, zone)
    if match := COMPACT.fullmatch(text):
        year, month, day = map(int, match.groups())
        return datetime.datetime(year, month, day, tzinfo=zone)
    if EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return datetime.datetime.fromtimestamp(seconds, zone)
    if MONTH.search(text):
        found = parsedate_to_datetime(text if ":" in text else f"{text} 00:00:00")
        return found if found.tzinfo else found.replace(tzinfo=zone)
    return None


def _written(match: re.Match[str], zone: ZoneInfo) -> datetime.datetime:
    day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    tzinfo = _zone(match["zone"], zone)
    try:
        time = _time(match)
    except ValueError:
        time = datetime.time()
    return datetime.datetime.combine(day, time, tzinfo)


def _time(match: re.Match[str]) -> datetime.time:
    hour, half = int(match["hour"] or 0), (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "pm")
    micro = int((match["fraction"] or "0")[:6].ljust(6, "0"))
    return datetime.time(
        hour, int(match["minute"] or 0), int(match["second"] or 0), micro
    )


def _zone(name: str | None, zone: ZoneInfo) -> datetime.tzinfo:
    if not name:
        return zone
    if name.upper() in ("Z", "UTC", "GMT"):
        return datetime.UTC
    if name[0] in "+-":
        digits = name[1:].replace(":", "")
        # `+8:00` as well as `+08:00`, `+0800` and `+8`
        digits = digits.zfill(4 if len(digits) > 2 else 2)
        hours, minutes = int(digits[:2]), int(digits[2:] or 0)
        delta = datetime.timedelta(hours=hours, minutes=minutes)
        return datetime.timezone(-delta if name[0] == "-" else delta)
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        # "CST" means China, Cuba or Chicago: the author's own zone is likeliest
        return zone


def date_in_name(
    stem: str, zone: ZoneInfo = DEFAULT_ZONE
) -> tuple[datetime.datetime | None, str]:
    """The date at the start of a file name and what follows it.

    `2019-01-02-slug` and `20190102-slug`; a name without one comes back whole.
    """
    match = IN_NAME.fullmatch(stem)
    if match is None:
        return None, stem
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    found = parse_date(f"{match['year']}-{month}-{day}", zone)
    if found is None:
        return None, stem
    return found, match["rest"] or stem
