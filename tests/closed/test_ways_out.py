"""What is closed leaves by no way out, itself, as an alias or as a translation."""

from datetime import timedelta
from typing import Any

import pytest

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from wagtail.models import Locale, PageViewRestriction

from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, ArticleTag, Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    TopicPageFactory,
)
from home.models import CarouselSlide, EditorsPick, HomePage

pytestmark = pytest.mark.django_db
SECRET, SLUG = "秘而不宣", "mi-er-bu-xuan"


def on_the_front_page(article: ArticlePage) -> None:
    home = HomePage.objects.get(locale=article.locale)
    EditorsPick.objects.create(page=home, article=article, locale=home.locale)
    CarouselSlide.objects.create(page=home, article=article, locale=home.locale)


def translated(article: ArticlePage) -> ArticlePage:
    english = Locale.objects.get(language_code="en")
    for page in (article.author_page, article.anthology, article):
        page.copy_for_translation(english).save_revision().publish()
    return article.get_translation(english)


@pytest.fixture
def versions() -> dict[str, ArticlePage]:
    """One article, its alias at another author's, its English translation."""
    article = ArticlePageFactory(title=SECRET, slug=SLUG, markdown=f"{SECRET}的正文")
    beside = ArticlePageFactory(parent=article.anthology, title="旁边")
    assert beside.anthology_id == article.anthology_id
    tagged = ArticleTag.tag_model().objects.create(name="纸", slug="zhi")
    alias = article.create_alias(parent=AnthologyPageFactory())
    found = {"page": article, "alias": alias, "translation": translated(article)}
    topic = TopicPageFactory(slug="shou-yi")
    for version in found.values():
        ArticleTag.objects.create(content_object=version, tag=tagged)
        on_the_front_page(version)
        Submission.objects.create(
            article=version, topic=topic, state=Submission.State.ACCEPTED
        )
    # Renderings keep the tags.
    call_command("update_index", verbosity=0)
    return {name: ArticlePage.objects.get(pk=page.pk) for name, page in found.items()}


def own_addresses(page: ArticlePage) -> list[str]:
    return [
        page.url,
        page.short_path,
        f"{page.short_path}full/",
        f"/api/v1/articles/{page.pk}/paid/",
        f"/api/v2/pages/{page.pk}/?fields=*",
        f"/api/v2/pages/find/?html_path={page.url}",
        f"/api/v2/pages/?translation_of={page.pk}",
    ]


def lists_around(page: ArticlePage) -> list[str]:
    book, author = page.anthology.url, page.author_page.url
    beside = [other.url for other in page.get_siblings(inclusive=False).live()]
    prefix = "/en" if page.url.startswith("/en/") else ""
    return [
        *(book, author, f"{book}feed.xml", f"{author}feed.json", f"{author}atom.xml"),
        *beside,
        *(f"{prefix}/{name}" for name in ("", "archive/", "tags/zhi/", "feed.xml")),
        *(f"{prefix}/{name}" for name in ("atom.xml", "feed.json", "authors/")),
        f"{prefix}/search/?q=正文",
        f"/api/v1/search/?q=正文&locale={page.locale.language_code}",
    ]


EVERYWHERE = {
    "/topics/shou-yi/",
    "/topics/shou-yi/feed.xml",
    "/sitemap.xml",
    "/api/v2/pages/?limit=100",
    "/api/v2/pages/?type=articles.ArticlePage&fields=*&limit=100",
    "/api/v2/pages/?tag=zhi",
    "/api/v2/pages/?topic=shou-yi",
    "/api/v2/pages/?search=正文&limit=100",
    "/api/v2/pages/?type=articles.ArticlePage&search=正文&limit=100",
    "/api/v2/pages/?locale=en",
}


def every_address(versions: dict[str, ArticlePage]) -> set[str]:
    around = [(own_addresses(page), lists_around(page)) for page in versions.values()]
    return {address for own, lists in around for address in (*own, *lists)} | EVERYWHERE


def shows_secret(client: Client, address: str) -> bool:
    text = client.get(address, follow=True).content.decode()
    marks = [SECRET, SECRET.encode("unicode_escape").decode()]
    marks += [SLUG] if address == "/sitemap.xml" else []
    return any(mark in text for mark in marks)


def restrict(page: Any, kind: str, **values: Any) -> None:
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, **values
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.create(name="内部"))


def schedule(page: ArticlePage) -> None:
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def expire(page: ArticlePage) -> None:
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save_revision().publish()
    call_command("publish_scheduled")


CLOSINGS = {
    "groups": lambda page: restrict(page, "groups"),
    "password above": lambda page: restrict(page.anthology, "password", password="1"),
    "login on top": lambda page: restrict(page.author_page.get_parent(), "login"),
    "unpublished": lambda page: page.unpublish(),
    "scheduled": schedule,
    "expired": expire,
}


@pytest.mark.parametrize("closing", CLOSINGS)
def test_nothing_of_what_is_closed_is_shown_anywhere(versions, closing):
    CLOSINGS[closing](versions["page"])
    client = Client()

    addresses = every_address(versions)
    for page in versions.values():
        state = client.get("/api/v1/me/state/", {"page": page.pk}).json()
        assert state["page"] is None

    assert {a for a in addresses if shows_secret(client, a)} == set()


def test_lists_are_the_same_for_whom_the_page_lets_in(versions):
    restrict(versions["page"], "login")
    client = Client()
    client.force_login(UserFactory())
    pages = {page.url for page in versions.values()}

    shown = {a for a in every_address(versions) if shows_secret(client, a)}

    assert shown == pages


def test_all_of_it_is_shown_while_it_is_open(versions):
    """The walk means something: nearly every address shows what is open."""
    client = Client()

    silent = {a for a in every_address(versions) if not shows_secret(client, a)}

    assert silent == {
        *(f"/api/v1/articles/{page.pk}/paid/" for page in versions.values()),
        f"/api/v2/pages/?translation_of={versions['alias'].pk}",
        *("/authors/", "/en/authors/"),
    }


def test_an_open_page_names_no_closed_translation(versions):
    restrict(versions["translation"], "login")
    client = Client()

    page = client.get(versions["page"].url).content.decode()
    api = client.get(f"/api/v2/pages/{versions['page'].pk}/?fields=*").json()

    assert versions["translation"].url not in page
    assert api["translations"] == []


def test_an_alias_in_a_closed_book_is_closed_and_its_source_is_not(versions):
    restrict(versions["alias"].anthology, "login")
    client = Client()

    assert client.get(versions["page"].url).status_code == 200
    assert client.get(versions["alias"].url).status_code == 302
    assert client.get(versions["alias"].short_path).status_code == 404
