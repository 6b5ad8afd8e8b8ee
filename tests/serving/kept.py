"""A whole site behind its cache, with a library in which is all that pages show."""

from dataclasses import dataclass, field
from typing import Any

from taggit.models import Tag

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from wagtail.models import Locale, Page

from articles.models import ArticlePage
from core.caching.wrapper import PageCache
from home.models import HomePage, StandardPage
from images.models import CustomImage


@dataclass
class Kept:
    """The whole site behind its cache, and whether a request came through."""

    cache: PageCache
    came_through: list[str] = field(default_factory=list)

    def get(self, path: str) -> tuple[int, str, bytes]:
        """Status, where it leads, and the body, as a reader gets them."""
        return answer_of(self.cache, path)

    def truth(self, path: str) -> tuple[int, str, bytes]:
        """The same, made now."""
        return answer_of(WSGIHandler(), path)

    def is_kept(self, path: str) -> bool:
        self.came_through.clear()
        self.get(path)
        return not self.came_through


def answer_of(app: Any, path: str) -> tuple[int, str, bytes]:
    environ = RequestFactory().get(path, headers={"host": "127.0.0.1:8000"}).environ
    said: list[Any] = []
    response = app(environ, lambda *args: said.append(args))
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    status, headers = said[-1][:2]
    return int(status[:3]), dict(headers).get("Location", ""), body


def told(answer: tuple[int, str, bytes]) -> list[str]:
    """The lines of an answer, so that a difference can be read."""
    status, place, body = answer
    return [str(status), place, *body.decode().splitlines()]


@dataclass
class Library:
    """Two authors with an anthology each, in whose articles is all that pages show."""

    first: ArticlePage
    second: ArticlePage
    foreign: ArticlePage
    topic: Any
    tag: Tag
    picture: CustomImage
    terms: StandardPage

    @property
    def home(self) -> HomePage:
        return HomePage.objects.get(locale=Locale.get_default())

    def addresses(self) -> list[str]:
        """Every public page there is, as they are called now."""
        pages = Page.objects.live().exclude(depth=1).order_by("path")
        found = [page.url for page in pages]
        authors = [p.url for p in pages if p.depth == self.first.depth - 2]
        feeds = [f"{url}feed.xml" for url in (self.topic.url, *authors[:2])]
        codes = ArticlePage.objects.values_list("code", flat=True)
        lists = ["/archive/", "/tags/", f"/tags/{self.tag.slug}/", "/sitemap.xml"]
        api = "/api/v2/pages/"
        programs = [f"{api}?type=articles.ArticlePage", f"{api}{self.first.pk}/"]
        machines = ["/feed.xml", *feeds, *programs]
        return [*found, *lists, *machines, *(f"/p/{code}/" for code in codes)]


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def edit(page: Any, **fields: Any) -> None:
    page = fresh(page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
