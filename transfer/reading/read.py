"""One file to one Post."""

import datetime
import hashlib
import re
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from core.lines import strip_unseen
from transfer.errors import ReadError
from transfer.markup.headings import Heading, headings
from transfer.reading.decode import decode
from transfer.reading.heads.dates import DEFAULT_ZONE, date_in_name
from transfer.reading.heads.fields import Fields, clean, old_paths
from transfer.reading.heads.frontmatter import split_front_matter
from transfer.reading.heads.visibility import answers_who
from transfer.reading.locking import locked_part
from transfer.reading.moments import is_about_time, read_moments
from transfer.reading.names import (
    LANGUAGE_SUFFIX,
    bundle_folder,
    file_stem,
    hidden_name,
)
from transfer.reading.post import Post

COVER_KEYS = (
    "cover", "coverimage", "featuredimage", "featureimage", "featured", "banner", "headerimg",
    "thumbnail", "thumb", "image", "img", "indeximg", "bannerimg", "heroimage",
)  # fmt: skip
SUMMARY_KEYS = ("excerpt", "summary", "description", "abstract", "desc")


# With these Obsidian publishes what says so, and nothing else
CHOOSING = ("dgpublish", "publish")
# `{{ title }}`: to be filled in by a tool
TEMPLATE = re.compile(r"\{\{.*\}\}|<%.*%>")


def digest_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def read_post(path: str, raw: bytes, *, zone: ZoneInfo = DEFAULT_ZONE) -> Post:
    """The post in `raw`, whose `path` is relative with forward slashes.

    Dates without a zone are local to `zone`. Raises ReadError with a code when
    the bytes are no text, the head is broken, or there is nothing in the file.
    """
    decoded = decode(raw)
    if not strip_unseen(decoded.text):
        raise ReadError("empty")
    matter = split_front_matter(decoded.text)
    fields = Fields(matter.values, lost=matter.lost, by_blanks=_is_jekyll(path))
    post = Post(path, digest_of(raw), raw, decoded, matter.head, matter.body)
    post.notes = [*decoded.notes, *matter.notes]
    _name(post, fields, zone)
    _describe(post, fields)
    read_moments(post, fields, zone)
    _restrict(post, fields, is_doubtful=matter.is_doubtful)
    return post


def _is_jekyll(path: str) -> bool:
    pure = PurePosixPath(path)
    return "_posts" in pure.parts and date_in_name(pure.stem)[0] is not None


def _name(post: Post, fields: Fields, zone: ZoneInfo) -> None:
    stem = file_stem(post.path)
    name = date_in_name(stem, zone)[1]
    post.slug = clean(fields.text("slug")).strip("/")
    written = fields.text("title")
    post.title_in_head = bool(written)
    post.title = written or _heading_title(post) or clean(name) or stem or "index"


def _heading_title(post: Post) -> str:
    found = headings(post.body)
    if not found:
        return ""
    first = found[0]
    alike = sum(heading.level <= first.level for heading in found)
    folder = bundle_folder(post.path)
    # a bundle's folder is named for the post: a Chinese name is its title, and
    # the first of many equal headings is only its first chapter
    if folder and (alike > 1 or not folder.isascii()):
        return ""
    if alike == 1:
        _drop_heading(post, first)
    return clean(first.text)


def _drop_heading(post: Post, heading: Heading) -> None:
    """The page shows its title itself."""
    if heading.level == 1:
        before, after = post.body[: heading.start], post.body[heading.end :]
        post.body = before + (after if before.strip() else after.lstrip("\n"))


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
    post.chosen_by = next((key for key in CHOOSING if fields.flag(key)), "")
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


def _restrict(post: Post, fields: Fields, *, is_doubtful: bool) -> None:
    _keep_private(post, _reason(post, fields) or _said_twice(fields))
    if is_doubtful:
        post.note("maybe_head")
        post.private_because = post.private_because or "front_matter"
    if not strip_unseen(post.body):
        post.note("no_text")
        post.private_because = post.private_because or "no_text"


def _said_twice(fields: Fields) -> str:
    """A key on who may see the post, or when, that says one thing and then another."""
    keys = (each.key for each in fields.lost)
    return next((key for key in keys if answers_who(key) or is_about_time(key)), "")


def _reason(post: Post, fields: Fields) -> str:
    """Which key, folder or part of the text keeps the post from the public."""
    now = datetime.datetime.now(datetime.UTC)
    is_to_come = post.goes_live is not None and post.goes_live > now
    if reason := fields.private_because(is_to_come=is_to_come):
        return reason
    is_template = TEMPLATE.fullmatch(post.title) is not None
    title = "title" if is_template else ""
    return hidden_name(post.path) or title or locked_part(post.body)


def _keep_private(post: Post, reason: str) -> None:
    if reason:
        post.note("kept_private", reason)
        post.private_because = reason
