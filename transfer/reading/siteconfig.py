"""What a generator's own configuration says about addresses and secrets."""

import datetime
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from transfer.errors import ReadError
from transfer.reading.decode import decode
from transfer.reading.heads.dates import date_in_name
from transfer.reading.heads.fields import Fields
from transfer.reading.heads.frontmatter import split_front_matter
from transfer.reading.heads.yaml_values import Value
from transfer.reading.hiding import (
    Hidden,
    collection_names,
    content_folders,
    hidden_by,
    included_names,
    secret_names,
    source_folders,
)
from transfer.reading.layout import Folders
from transfer.reading.post import Post
from transfer.reading.programs import hidden_in, is_program

NAMES = frozenset(
    "_config.yml _config.yaml hugo.toml hugo.yaml hugo.yml config.toml config.yaml "
    "config.yml".split()
)
# Hugo's, of which those of other environments are not for readers
SETTINGS = re.compile(r"(?:^|/)config/(?:_default|production)$")
DOCUMENT = re.compile(r"^---[ \t]*$", re.MULTILINE)
JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title.html",
}
PLACEHOLDER = re.compile(r":([a-z_]+)")


@dataclass(slots=True)
class SiteConfig:
    """`permalink` is a pattern with `:placeholders`; empty means unknown."""

    hosts: set[str] = field(default_factory=set)
    permalink: str = ""
    secret_tags: set[str] = field(default_factory=set)
    hidden: list[Hidden] = field(default_factory=list)
    folders: Folders = field(default_factory=Folders)

    def hides(self, path: str) -> str:
        """The key that keeps the file at `path` from readers, or nothing."""
        lowered = path.lower()
        return next((each.key for each in self.hidden if each.means(lowered)), "")

    def old_path(self, post: Post) -> str:
        """The address the pattern gave the post, empty when it cannot be told."""
        pattern = self.permalink or _usual_pattern(post.path)
        if not pattern:
            return ""
        names, values = PLACEHOLDER.findall(pattern), _values(post)
        # without any it is the name of a style, or one address for all posts
        if not names or any(name not in values for name in names):
            return ""
        path = PLACEHOLDER.sub(lambda match: values[match[1]], pattern)
        path = re.sub(r"/{2,}", "/", "/" + path)
        return path if path.strip("/") and len(path) <= 250 else ""


def _usual_pattern(path: str) -> str:
    pure = PurePosixPath(path)
    if "_posts" in pure.parts:
        if "source" in pure.parts:
            return ":year/:month/:day/:title/"
        return JEKYLL_STYLES["date"] if date_in_name(pure.stem)[0] else ""
    if "content" in pure.parts:
        return ":sections/:slug/"
    return ""


def _values(post: Post) -> dict[str, str]:
    pure = PurePosixPath(post.path)
    stem = pure.stem
    bundle = stem.lower() in ("index", "_index")
    name = pure.parent.name if bundle else stem
    short = date_in_name(name)[1]
    sections = pure.parent.parts[: -1 if bundle else None]
    found = {
        "name": short, "slug": post.slug or short, "filename": short,
        "sections": _below("content", sections),
        "categories": "/".join(post.categories[0]) if post.categories else "",
        "category": "/".join(post.categories[0]) if post.categories else "",
    }  # fmt: skip
    below = _below("_posts", pure.parent.parts)
    dated_name = date_in_name(stem)[0] is not None
    # Jekyll's :title is the file name, Hexo's the path below _posts
    found["title"] = post.slug or short if dated_name else f"{below}/{name}".strip("/")
    if post.date is not None:
        found |= _dated(post.date)
    return found


def _below(folder: str, parts: tuple[str, ...]) -> str:
    if folder not in parts:
        return ""
    return "/".join(parts[parts.index(folder) + 1 :])


def _dated(date: datetime.datetime) -> dict[str, str]:
    return {
        "year": f"{date:%Y}", "month": f"{date:%m}", "day": f"{date:%d}",
        "i_month": str(date.month), "i_day": str(date.day), "short_year": f"{date:%y}",
        "hour": f"{date:%H}", "minute": f"{date:%M}", "second": f"{date:%S}",
    }  # fmt: skip


def read_config(files: dict[str, bytes]) -> SiteConfig:
    """What the configuration files say; unreadable ones say nothing."""
    config = SiteConfig()
    for path in sorted(files, key=len, reverse=True):
        if is_program(path):
            config.hidden += hidden_in(path, _text(files[path]))
            continue
        for values in _documents(path, files[path]):
            _apply(config, _whole(values, path), path)
    return config


def is_config(path: str) -> bool:
    """Whether the file at `path` says something of the blog as a whole."""
    folder, name = posixpath.split(path)
    if SETTINGS.search(folder):
        return name.endswith((".toml", ".yml", ".yaml"))
    is_theme = name.startswith("_config.") and name.endswith((".yml", ".yaml"))
    return is_program(path) or ((name in NAMES or is_theme) and "/" not in folder)


def _text(raw: bytes) -> str:
    try:
        return decode(raw).text
    except ReadError:
        return ""


def _documents(path: str, raw: bytes) -> Iterator[dict[str, Value]]:
    """What each document of the file says; unreadable ones say nothing."""
    fence, text = "+++" if path.endswith(".toml") else "---", _text(raw)
    for part in [text] if fence == "+++" else DOCUMENT.split(text):
        try:
            yield split_front_matter(f"{fence}\n{part}\n{fence}\n").values
        except ReadError:
            continue


def _whole(values: dict[str, Value], path: str) -> dict[str, Value]:
    """Of a folder of settings each file is a part: `module.toml`, `languages.en.toml`."""
    stem = posixpath.basename(path).rpartition(".")[0]
    if not SETTINGS.search(posixpath.dirname(path)) or stem in ("hugo", "config"):
        return values
    found: Value = values
    for key in reversed(stem.split(".")):
        found = {key: found}
    return found if isinstance(found, dict) else {}


def _apply(config: SiteConfig, values: dict[str, Value], path: str) -> None:
    fields = Fields(values)
    root = SETTINGS.sub("", posixpath.dirname(path)).rstrip("/")
    config.hidden += hidden_by(fields.values, root)
    config.folders.content |= content_folders(fields.values)
    config.folders.collections |= collection_names(fields.values)
    config.folders.collections |= included_names(fields.values)
    config.folders.sources |= source_folders(fields.values, root)
    config.secret_tags |= secret_names(fields.values)
    for key in ("url", "baseurl"):
        if host := _host(fields.text(key)):
            config.hosts.add(host)
    if pattern := fields.text("permalink"):
        config.permalink = JEKYLL_STYLES.get(pattern, pattern)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
