"""The map of the site with its languages, in sections when it grows; robots.txt."""

from datetime import UTC, datetime
from functools import partial

import pytest
from defusedxml import ElementTree

from django.db.models.signals import post_init
from django.utils.timezone import localtime

from wagtail.models import Locale, Page, PageViewRestriction

from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory
from home.tests.factories import StandardPageFactory
from serving.sitemap import LanguageSitemap

pytestmark = pytest.mark.django_db

# Pages stand where the site's record says; machines' addresses where they were asked.
SITE, HOST = "http://127.0.0.1:8000", "http://testserver"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture(autouse=True)
def default_limit(monkeypatch):
    monkeypatch.setattr(LanguageSitemap, "limit", LanguageSitemap.limit)


def entries(client, address: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    """Location → {language: address} of the alternates."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return {
        url.findtext(f"{MAP}loc"): {
            link.get("hreflang"): link.get("href") for link in url.findall(LINK)
        }
        for url in ElementTree.fromstring(answer.content).findall(f"{MAP}url")
    }


def test_every_language_names_the_other(client):
    found = entries(client)

    home = {"zh-hans": f"{SITE}/", "en": f"{SITE}/en/"}
    topics = {"zh-hans": f"{SITE}/topics/", "en": f"{SITE}/en/topics/"}
    authors = {"zh-hans": f"{SITE}/authors/", "en": f"{SITE}/en/authors/"}
    assert found == {
        address: versions
        for versions in (home, topics, authors)
        for address in versions.values()
    }


def test_drafts_and_private_pages_are_absent_and_single_pages_have_no_alternates(
    client,
):
    before = entries(client)
    page = StandardPageFactory(slug="about")
    StandardPageFactory(slug="draft", live=False)
    closed = StandardPageFactory(slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    StandardPageFactory(slug="below", parent=closed)

    assert entries(client) == before | {f"{SITE}{page.url}": {}}


def test_an_unpublished_translation_is_no_alternate(client):
    page = StandardPageFactory(slug="about")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    assert entries(client)[f"{SITE}/about/"] == {}

    english.save_revision().publish()

    both = {"zh-hans": f"{SITE}/about/", "en": f"{SITE}/en/{english.slug}/"}
    assert entries(client)[f"{SITE}/about/"] == both


def test_the_last_change_is_told(client):
    article = ArticlePageFactory()
    changed = datetime(2026, 3, 1, 4, tzinfo=UTC)
    ArticlePage.objects.filter(pk=article.pk).update(last_published_at=changed)

    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)

    [entry] = [
        url
        for url in tree.findall(f"{MAP}url")
        if url.findtext(f"{MAP}loc") == f"{SITE}{article.url}"
    ]
    assert entry.findtext(f"{MAP}lastmod").startswith("2026-03-01")


def test_a_large_site_is_cut_into_sections(client, monkeypatch):
    whole = entries(client)
    assert len(whole) == 6
    monkeypatch.setattr(LanguageSitemap, "limit", 4)

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)

    addresses = [loc.text for loc in index.iter(f"{MAP}loc")]
    assert addresses == [
        f"{HOST}/sitemap-pages.xml",
        f"{HOST}/sitemap-pages.xml?p=2",
    ]
    parts = [entries(client, address.removeprefix(HOST)) for address in addresses]
    assert [len(part) for part in parts] == [4, 2]
    # Alternates are named even where they stand in another section.
    assert parts[0] | parts[1] == whole


def test_the_index_tells_the_last_change_of_all(client, monkeypatch):
    changed = datetime(2026, 3, 1, 4, tzinfo=UTC)
    for moment in (changed, datetime(2025, 3, 1, tzinfo=UTC), None):
        page = StandardPageFactory(slug=f"page-{moment:%Y}" if moment else "never")
        Page.objects.filter(pk=page.pk).update(
            last_published_at=moment, latest_revision_created_at=moment
        )
    others = Page.objects.exclude(slug__startswith="page-")
    others.update(last_published_at=None, latest_revision_created_at=None)
    monkeypatch.setattr(LanguageSitemap, "limit", 4)

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)

    told = {each.text for each in index.iter(f"{MAP}lastmod")}
    assert told == {localtime(changed).isoformat()}


def test_pages_are_told_of_and_not_made(client):
    def made_for_the_map() -> int:
        made = []
        count = partial(lambda made, **kwargs: made.append(1), made)
        post_init.connect(count, Page)
        try:
            entries(client)
        finally:
            post_init.disconnect(count, Page)
        return len(made)

    few = made_for_the_map()
    for n in range(20):
        StandardPageFactory(slug=f"page-{n}")

    assert made_for_the_map() <= few


def test_addresses_are_those_of_the_pages(client):
    page = StandardPageFactory(slug="关于-ab")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()

    found = entries(client)

    assert {page.full_url, english.full_url} <= set(found)


@pytest.mark.parametrize(
    "address",
    ["/sitemap-pages.xml?p=9", "/sitemap-nothing.xml", "/sitemap-pages.xml?p=x"],
)
def test_a_section_that_is_not_there_is_404(client, address):
    assert client.get(address).status_code == 404


def test_the_cost_does_not_grow_with_the_site(client, django_assert_max_num_queries):
    for n in range(20):
        StandardPageFactory(slug=f"page-{n}")

    with django_assert_max_num_queries(12):
        assert len(entries(client)) == 26


def test_robots_are_told_what_to_leave_and_where_the_map_is(client):
    answer = client.get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/",
        "Disallow: /write/",
        "Disallow: /accounts/",
        "Disallow: /me/",
        "Disallow: /search/",
        "Disallow: /en/accounts/",
        "Disallow: /en/me/",
        "Disallow: /en/search/",
        f"Sitemap: {HOST}/sitemap.xml",
    ]
    assert client.post("/robots.txt").status_code == 405
