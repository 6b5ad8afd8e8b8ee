"""The site and the library of `tests.serving.kept`, as fixtures."""

from collections.abc import Iterator
from typing import Any

import pytest
from taggit.models import Tag

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from wagtail.models import Locale, Site

from articles.models import ArticlePage, ArticleTag, Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from core.caching.keeper import Keeper
from core.caching.wrapper import PageCache
from home.models import HomePage, SiteSettings, StandardPage
from images.tests.factories import CustomImageFactory
from tests.serving.kept import Kept, Library, fresh


@pytest.fixture
def kept() -> Iterator[Kept]:
    site = WSGIHandler()
    # As Django's own test client: the transaction of the test outlives its requests.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)

    def through(environ: dict[str, Any], start: Any) -> Any:
        found.came_through.append(environ["PATH_INFO"])
        return site(environ, start)

    found = Kept(PageCache(through, Keeper(20_000_000)))
    yield found
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def library() -> Library:
    picture = CustomImageFactory()
    book = AnthologyPageFactory(parent=AuthorPageFactory(title="林闻"), title="山中")
    first = ArticlePageFactory(parent=book, title="第一", cover=picture)
    second = ArticlePageFactory(parent=book, title="第二")
    foreign = ArticlePageFactory(title="别处")
    topic, tag = (
        TopicPageFactory(title="行旅"),
        Tag.objects.create(name="纸", slug="zhi"),
    )
    for article in (first, foreign):
        ArticleTag.objects.create(content_object=article, tag=tag)
    accepted = Submission.State.ACCEPTED
    Submission.objects.create(article=first, topic=topic, state=accepted)
    home = HomePage.objects.get(locale=Locale.get_default())
    terms = StandardPage(title="说明", slug="shuo-ming", locale=home.locale, body="文")
    home.add_child(instance=terms)
    first.offered_topics.add(topic)
    first.save()
    for page in (home, first, second, foreign, book, topic, terms, book.author):
        fresh(page).save_revision().publish()
    # The settings of the site are made when a page is first shown.
    SiteSettings.for_site(Site.objects.get(is_default_site=True))
    found = [ArticlePage.objects.get(pk=page.pk) for page in (first, second, foreign)]
    return Library(*found, topic=topic, tag=tag, picture=picture, terms=terms)
