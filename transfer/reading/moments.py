"""When a post was written, goes public, changed and ends, by head, name and folder.

Hugo shows `date` and publishes on `publishDate` (`pubDate`, `published`), where it is
missing on `date`; it takes the page away on `expiryDate` (`unpublishDate`). Jekyll and
Hexo know `date` alone. Ghost writes `published_at`.
"""

import datetime
import re
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from transfer.reading.dates import LAST_YEAR, date_in_name, parse_date
from transfer.reading.fields import Fields
from transfer.reading.names import file_stem
from transfer.reading.post import Post
from transfer.reading.visibility import FALSE, word

GOES_LIVE = (
    "publishdate", "pubdate", "publishat", "publishedat", "publishtime", "goliveat",
    "发布日期", "发布时间",
)  # fmt: skip
DATE = ("date", *GOES_LIVE, "created", "createdat", "createtime", "time", "日期")
EXPIRES = (
    "expirydate", "unpublishdate", "expiredate", "expirationdate", "expires",
    "expireat", "expiresat", "过期日期", "下线时间",
)  # fmt: skip
UPDATED = ("updated", "lastmod", "modified", "lastmodified", "updatedat", "updatetime")
# What Hugo writes for "none"
NO_DATE = re.compile(r"000[01]-0[01]-0[01]")
YEAR = re.compile(r"\d{4,5}")


def read_moments(post: Post, fields: Fields, zone: ZoneInfo) -> None:
    """Give `post` its moments; those without a zone are local to `zone`.

    A date of publishing or ending that cannot be read keeps the post private: nobody
    can say whether its time has come.
    """
    post.date = _first(post, fields, DATE, zone)
    if post.date is None:
        post.date = _date_of_path(post.path, zone)
    post.goes_live = _limit(post, fields, (*GOES_LIVE, "published"), zone) or post.date
    post.expires = _limit(post, fields, EXPIRES, zone)
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
    return None


def _limit(
    post: Post, fields: Fields, keys: tuple[str, ...], zone: ZoneInfo
) -> datetime.datetime | None:
    for key in keys:
        written = fields.text(key)
        if not written or NO_DATE.match(written) or word(written) in FALSE:
            continue
        found = parse_date(written, zone)
        if found is None and not _is_answer(key, written):
            post.note("bad_date", written[:60])
            post.private_because = post.private_because or key
        if found is not None:
            return found
    return None


def _is_answer(key: str, written: str) -> bool:
    """Whether it is no date because it need not be one.

    `published` is yes or no as often as a date, and what ends in the year 9999
    does not end.
    """
    year = YEAR.match(written)
    return key == "published" or (
        key in EXPIRES and year is not None and int(year[0]) > LAST_YEAR
    )


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
