"""Reads the demo library from its folder; knows neither the database nor Wagtail."""

import re
import tomllib
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from demo.parts import Part, PartError, split_parts
from transfer.errors import ReadError
from transfer.reading.heads.frontmatter import split_front_matter

FOLDER = Path(__file__).parent / "library"
KINDS = ("original", "reprint", "translation")
STATES = ("published", "draft", "review", "scheduled")
LANGUAGES = ("zh-hans", "en")
YES_AND_NO = {"true": True, "false": False}

Record = TypeVar("Record")


class LibraryError(ValueError):
    """The library's files are wrong; the message names the file and the fault."""


@dataclass(frozen=True)
class Author:
    """A person who writes; `avatar` is the key of a drawing."""

    username: str
    name: str
    slug: str
    bio: str
    avatar: str


@dataclass(frozen=True)
class Topic:
    """A topic; `parent` is the slug of the topic above or empty, editors are usernames."""

    slug: str
    title: str
    description: str
    colour: str
    cover: str
    editors: list[str]
    parent: str = ""


@dataclass(frozen=True)
class Anthology:
    """An author's anthology; `price` in fen, 0 is free."""

    slug: str
    author: str
    title: str
    description: str
    cover: str
    finished: bool = False
    price: int = 0


@dataclass(frozen=True)
class Slide:
    """One picture of the front page's carousel: an article's slug and a line."""

    article: str
    line: str


@dataclass(frozen=True)
class StandardText:
    """A standard page: its body is plain Markdown."""

    slug: str
    title: str
    summary: str
    body: str


@dataclass(frozen=True)
class Site:
    """Name and front page of the site; `picks` are slugs of articles."""

    name: str
    slogan: str
    description: str
    picks: list[str]
    carousel: list[Slide]
    pages: list[StandardText]


@dataclass(frozen=True)
class Article:
    """One article.

    `age_days` counts back from today to its first publication (or last edit); it is
    negative for a scheduled one. `price` is in fen, `cover` the key of a drawing,
    `author` and `co_authors` are usernames, an empty `summary` is to be cut.
    """

    slug: str
    title: str
    author: str
    anthology: str
    topics: list[str]
    tags: list[str]
    cover: str
    age_days: int
    body: str
    parts: list[Part]
    subtitle: str = ""
    summary: str = ""
    kind: str = "original"
    source: str = ""
    state: str = "published"
    price: int = 0
    co_authors: list[str] = field(default_factory=list)
    comments_open: bool = True
    language: str = "zh-hans"
    featured: bool = False


@dataclass(frozen=True)
class Library:
    """Everything the demo site shows, articles from the oldest to the newest."""

    site: Site
    authors: list[Author]
    topics: list[Topic]
    anthologies: list[Anthology]
    articles: list[Article]


def read_library(folder: Path = FOLDER) -> Library:
    """The library in `folder`; LibraryError names the first file that is wrong."""
    path = folder / "library.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    site = dict(data["site"])
    site["carousel"] = [_build(Slide, path, slide) for slide in site["carousel"]]
    site["pages"] = [
        read_page(folder / "pages" / f"{slug}.md") for slug in site["pages"]
    ]
    articles = [read_article(file) for file in sorted(folder.glob("articles/*/*.md"))]
    return Library(
        site=_build(Site, path, site),
        authors=[_build(Author, path, row) for row in data["authors"]],
        topics=[_build(Topic, path, row) for row in data["topics"]],
        anthologies=[_build(Anthology, path, row) for row in data["anthologies"]],
        articles=sorted(
            articles, key=lambda article: (-article.age_days, article.slug)
        ),
    )


def read_article(path: Path) -> Article:
    """The article in a Markdown file; its slug is the file's name."""
    meta, body = _read_file(path)
    try:
        parts = split_parts(body)
    except PartError as error:
        raise LibraryError(f"{path.name}: {error}") from error
    row = {**meta, "slug": path.stem, "body": body, "parts": parts}
    article = _build(Article, path, row)
    _check(path, article)
    return article


def read_page(path: Path) -> StandardText:
    """The standard page in a Markdown file; its slug is the file's name."""
    meta, body = _read_file(path)
    return _build(StandardText, path, {**meta, "slug": path.stem, "body": body})


def _read_file(path: Path) -> tuple[dict[str, Any], str]:
    try:
        post = split_front_matter(path.read_text(encoding="utf-8"))
    except ReadError as error:
        raise LibraryError(f"{path.name}: front matter is not YAML") from error
    if post.is_doubtful or post.notes:
        raise LibraryError(f"{path.name}: front matter is not YAML")
    return dict(post.values), post.body.strip("\n") + "\n"


def _build(kind: type[Record], path: Path, row: dict[str, Any]) -> Record:
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    refuse = partial(_refuse, path, kind.__name__)
    for name in row:
        if name not in known:
            refuse(f"unknown field {name}")
    row = {name: _read(known[name].type, value) for name, value in row.items()}
    for name, value in row.items():
        if not _fits(known[name].type, value):
            refuse(f"{name} has the wrong type")
    try:
        return kind(**row)
    except TypeError:
        _refuse(path, kind.__name__, f"a field is missing, it has {', '.join(row)}")


def _read(declared: object, value: object) -> object:
    """A value as its field has it: heads are read as words, `library.toml` is not."""
    if not isinstance(value, str) or declared is str:
        return value
    if declared is bool and value in YES_AND_NO:
        return YES_AND_NO[value]
    if declared is int and re.fullmatch("-?[0-9]{1,9}", value):
        return int(value)
    return value


def _fits(declared: object, value: object) -> bool:
    if declared in (str, int, bool):
        return type(value) is declared
    return isinstance(value, list)


def _refuse(path: Path, kind: str, fault: str) -> NoReturn:
    raise LibraryError(f"{path.name}: {kind}: {fault}")


def _check(path: Path, article: Article) -> None:
    refuse = partial(_refuse, path, "Article")
    for value, allowed in (
        (article.kind, KINDS),
        (article.state, STATES),
        (article.language, LANGUAGES),
    ):
        if value not in allowed:
            refuse(f"{value} is none of {', '.join(allowed)}")
    paywalls = sum(name == "paywall" for name, _ in article.parts)
    if paywalls != (article.price > 0):
        refuse("a price needs exactly one paywall, and a paywall a price")
    if (article.kind == "original") == bool(article.source):
        refuse("a source belongs to a reprint or a translation")
    if (article.age_days < 0) != (article.state == "scheduled"):
        refuse("a scheduled article, and no other, lies ahead")
