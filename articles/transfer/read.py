"""One file to one Post."""

import datetime
import re
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from articles.transfer.dates import DEFAULT_ZONE, date_in_name, parse_date
from articles.transfer.decode import decode
from articles.transfer.errors import ReadError
from articles.transfer.fields import Fields, clean, old_paths
from articles.transfer.frontmatter import split_front_matter
from articles.transfer.headings import Heading, headings
from articles.transfer.post import Post

INDEX_NAMES = frozenset({"index", "_index"})
LANGUAGE_SUFFIX = re.compile(
    r"\.(zh(?:-[a-z]+)*|en(?:-[a-z]+)?|ja|ko|fr|de|es)$", re.IGNORECASE
)
COVER_KEYS = (
    "cover", "coverimage", "featuredimage", "featureimage", "featured", "banner", "headerimg",
    "thumbnail", "thumb", "image", "img", "indeximg", "bannerimg", "heroimage",
)  # fmt: skip
SUMMARY_KEYS = ("excerpt", "summary", "description", "abstract", "desc")


def read_post(path: str, raw: bytes, *, zone: ZoneInfo = DEFAULT_ZONE) -> Post:
    """The post in `raw`, whose `path` is relative with forward slashes.

    Dates without a zone are local to `zone`. Raises ReadError with a code when
    the bytes are no text, the head is broken, or there is nothing in the file.
    """
    decoded = decode(raw)
    if not decoded.text.strip():
        raise ReadError("empty")
    matter = split_front_matter(decoded.text)
    fields = Fields(matter.values, by_blanks=_is_jekyll(path))
    post = Post(path, raw, decoded, matter.head, matter.body)
    post.notes = [*decoded.notes, *matter.notes]
    _name(post, fields, zone)
    _describe(post, fields)
    _restrict(post, fields)
    _updated(post, fields, zone)
    return post


def _is_jekyll(path: str) -> bool:
    pure = PurePosixPath(path)
    return "_posts" in pure.parts and date_in_name(pure.stem)[0] is not None


def _name(post: Post, fields: Fields, zone: ZoneInfo) -> None:
    stem = file_stem(post.path)
    name_date, name = date_in_name(stem, zone)
    post.slug = clean(fields.text("slug")).strip("/")
    written = fields.text("title")
    post.title_in_head = bool(written)
    post.title = written or _heading_title(post) or clean(name) or stem or "index"
    _date(post, fields, name_date, zone)


def file_stem(path: str) -> str:
    """The name that tells posts apart: a bundle's `index.md` has its folder's."""
    return _bundle_folder(path) or LANGUAGE_SUFFIX.sub("", PurePosixPath(path).stem)


def _heading_title(post: Post) -> str:
    found = headings(post.body)
    if not found:
        return ""
    first = found[0]
    alike = sum(heading.level <= first.level for heading in found)
    folder = _bundle_folder(post.path)
    # a bundle's folder is named for the post: a Chinese name is its title, and
    # the first of many equal headings is only its first chapter
    if folder and (alike > 1 or not folder.isascii()):
        return ""
    if alike == 1:
        _drop_heading(post, first)
    return clean(first.text)


def _bundle_folder(path: str) -> str:
    pure = PurePosixPath(path)
    stem = LANGUAGE_SUFFIX.sub("", pure.stem)
    return pure.parent.name if stem.lower() in INDEX_NAMES else ""


def _drop_heading(post: Post, heading: Heading) -> None:
    """The page shows its title itself."""
    if heading.level == 1:
        before, after = post.body[: heading.start], post.body[heading.end :]
        post.body = before + (after if before.strip() else after.lstrip("\n"))


def _date(
    post: Post, fields: Fields, name_date: datetime.datetime | None, zone: ZoneInfo
) -> None:
    for key in (
        "date",
        "publishdate",
        "pubdate",
        "created",
        "createdat",
        "createtime",
        "time",
    ):
        if not (written := fields.text(key)):
            continue
        post.date = parse_date(written, zone)
        if post.date is not None:
            return
        post.note("bad_date", written[:60])
    post.date = name_date or _date_in_folders(post.path, zone)


def _date_in_folders(path: str, zone: ZoneInfo) -> datetime.datetime | None:
    """`2019/01/02/slug.md` and `20171117-series/part-1.md`."""
    folders = PurePosixPath(path).parent
    if match := re.search(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)", str(folders)):
        return parse_date("-".join(match.groups()), zone)
    return date_in_name(folders.name, zone)[0]


def _describe(post: Post, fields: Fields) -> None:
    post.subtitle = fields.text("subtitle")
    post.tags = fields.items("tags", "tag")
    post.categories = fields.paths("categories", "category")
    post.summary = fields.text(*SUMMARY_KEYS)
    post.author = fields.text("author", "authors")
    post.translator = fields.text("translator", "translators")
    post.source_url = fields.text(
        "originallink", "originlink", "sourceurl", "originalurl"
    )
    if not post.source_url.startswith(("http://", "https://")):
        post.source_url = ""
    post.cover = fields.text(*COVER_KEYS)
    post.photos = fields.items("photos")
    post.language = fields.text("lang", "language", "locale") or _path_language(
        post.path
    )
    post.redirects = old_paths(fields, post.path)
    post.is_top = any(
        fields.flag(key) for key in ("top", "sticky", "topmost", "pinned", "istop")
    )
    post.comments_open = fields.flag("comments") is not False
    price = fields.text("pricefen")
    post.price = int(price) if price.isdecimal() and len(price) < 10 else 0


def _path_language(path: str) -> str:
    match = LANGUAGE_SUFFIX.search(PurePosixPath(path).stem)
    if match:
        return match[1]
    for part in PurePosixPath(path).parts[:-1]:
        if re.fullmatch(r"zh-(?:cn|tw|hk|hans|hant)|en|ja|ko", part, re.IGNORECASE):
            return part
    return ""


def _restrict(post: Post, fields: Fields) -> None:
    post.private_because = fields.private_because()
    folders = {part.lower() for part in PurePosixPath(post.path).parts[:-1]}
    if not post.private_because and folders & {"_drafts", "drafts", "_draft"}:
        post.private_because = "_drafts"
    if post.private_because:
        post.note("kept_private", post.private_because)
    if not post.body.strip():
        post.note("no_text")
        post.private_because = post.private_because or "no_text"


def _updated(post: Post, fields: Fields, zone: ZoneInfo) -> None:
    for key in (
        "updated",
        "lastmod",
        "modified",
        "lastmodified",
        "updatedat",
        "updatetime",
    ):
        if not (written := fields.text(key)):
            continue
        post.updated = parse_date(written, zone)
        if post.updated is None:
            post.note("bad_date", written[:60])
        return
