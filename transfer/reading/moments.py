"""When a post was written, goes public, changed and ends, by head, name and folder.

Hugo shows `date` and publishes on `publishDate` (`pubDate`, `published`), where it is
missing on `date`; it takes the page away on `expiryDate` (`unpublishDate`). Jekyll and
Hexo know `date` alone. Ghost writes `published_at`. Where several keys or spellings
disagree, the latest start and the earliest end count: nothing is shown before all of
them would show it.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from transfer.reading.heads.dates import LAST_YEAR, date_in_name, parse_date
from transfer.reading.heads.fields import Fields, clean
from transfer.reading.heads.keywords import is_end, is_public, is_start
from transfer.reading.heads.said import Said
from transfer.reading.heads.visibility import FALSE, PRIVATE_KINDS
from transfer.reading.heads.words import answer
from transfer.reading.heads.yaml_values import Value
from transfer.reading.names import file_stem
from transfer.reading.post import Post

# The one shown, the likeliest first
DATE = (
    "date", "publishdate", "pubdate", "publishat", "publishedat", "publishtime",
    "goliveat", "发布日期", "发布时间", "created", "createdat", "createtime", "time", "日期",
)  # fmt: skip
UPDATED = ("updated", "lastmod", "modified", "lastmodified", "updatedat", "updatetime")
# What Hugo writes for "none"
NO_DATE = re.compile(r"000[01]-0[01]-0[01]")
# What may have a number instead of a day.
VERSIONS = frozenset({"release"})
WAITS = re.compile("schedul|embargo|定时")
YEAR = re.compile(r"\d{4,5}")


def is_about_time(key: str) -> bool:
    """Whether it hangs on `key`, a stem, when a post is public."""
    return key in DATE or is_start(key) or is_end(key)


def read_moments(post: Post, fields: Fields, zone: ZoneInfo) -> None:
    """Give `post` its moments; those without a zone are local to `zone`.

    A date of publishing or ending that cannot be read keeps the post private: nobody
    can say whether its time has come.
    """
    post.date = _first(post, fields, DATE, zone)
    if post.date is None:
        post.date = _date_of_path(post.path, zone)
    starts = _limits(post, fields.own, is_start, zone)
    if not starts and post.date is not None:
        starts = [post.date]
    starts += _limits(post, fields.said, is_start, zone)
    post.goes_live = max(starts, default=None)
    post.expires = min(_limits(post, fields.said, is_end, zone), default=None)
    for key in UPDATED:
        if written := fields.text(key):
            post.updated = parse_date(written, zone)
            if post.updated is None:
                post.note("bad_date", written[:60])
            break
    _end(post)


def _first(
    post: Post, fields: Fields, keys: tuple[str, ...], zone: ZoneInfo
) -> datetime.datetime | None:
    for key in keys:
        if not (written := fields.text(key)) or NO_DATE.match(written):
            continue
        found = parse_date(written, zone)
        if found is not None:
            return found
        post.note("bad_date", written[:60])
        if answer(written) in FALSE | PRIVATE_KINDS:
            post.private_because = post.private_because or key
    return None


def _limits(
    post: Post, said: Iterable[Said], is_meant: Callable[[str], bool], zone: ZoneInfo
) -> list[datetime.datetime]:
    """Every moment `said` gives for a key that `is_meant`."""
    limits: list[datetime.datetime] = []
    for key, value, is_near in said:
        for written in _written(value) if is_near and is_meant(key) else ():
            found = parse_date(written, zone)
            if found is not None:
                limits.append(found)
            elif not _is_answer(key, written):
                post.note("bad_date", written[:60])
                post.private_because = post.private_because or key
    return limits


def _written(value: Value) -> Iterator[str]:
    """The dates in `value`, also in lists and mappings; empty ones say nothing."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item[::-1]
        elif isinstance(item, dict):
            waiting += list(item.values())[::-1]
        elif isinstance(item, str) and (written := clean(item)):
            yield written


def _is_answer(key: str, written: str) -> bool:
    """Whether it is no date because it need not be one.

    `published` is yes or no as often as a date. What ends in the year 9999, or never,
    does not end, and what is not scheduled waits for nothing; but what begins never is
    for nobody.
    """
    if is_public(key, is_near=True) or NO_DATE.match(written) or key in VERSIONS:
        return True
    year = YEAR.match(written)
    is_far = year is not None and int(year[0]) > LAST_YEAR
    is_none = answer(written) in FALSE
    if is_end(key):
        return is_far or is_none
    return is_none and WAITS.match(key) is not None


def _end(post: Post) -> None:
    """What is over, or would be before it begins, is for nobody."""
    if post.expires is None:
        return
    begin = datetime.datetime.now(datetime.UTC)
    if post.goes_live is not None:
        begin = max(begin, post.goes_live)
    if post.expires <= begin:
        post.note("expired", f"{post.expires:%Y-%m-%d}")
        post.private_because = post.private_because or "expirydate"


def _date_of_path(path: str, zone: ZoneInfo) -> datetime.datetime | None:
    """`2019-01-02-slug.md`, `2019/01/02/slug.md` and `20171117-series/part-1.md`."""
    if found := date_in_name(file_stem(path), zone)[0]:
        return found
    folders = PurePosixPath(path).parent
    if match := re.search(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)", str(folders)):
        return parse_date("-".join(match.groups()), zone)
    return date_in_name(folders.name, zone)[0]
