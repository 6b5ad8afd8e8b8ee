"""What a page says of itself to search engines, social networks and feed readers."""

import re

import pytest

from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from images.tests.factories import CustomImageFactory
from tests.english import english_library

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
FORMATS = ("feed.xml", "atom.xml", "feed.json")


def versions(markup: str) -> dict[str, str]:
    tag = re.compile(r'<link rel="alternate"\s+hreflang="([^"]+)"\s+href="([^"]+)"')
    return dict(tag.findall(markup))


def feeds(markup: str) -> list[str]:
    tag = re.compile(r'<link rel="alternate"\s+type="[^"]+"[^>]*href="([^"]+)"')
    return tag.findall(markup)


def shared(markup: str) -> str:
    [address] = re.findall(r'property="og:image" content="([^"]+)"', markup)
    return address


def test_a_page_in_one_language_is_the_one_for_everybody(client):
    article = ArticlePageFactory()
    here = article.full_url

    markup = client.get(article.url).content.decode()

    assert versions(markup) == {"zh-Hans": here, "x-default": here}


def test_lists_beside_the_tree_name_both_languages(client):
    expected = {
        "zh-Hans": f"{SITE}/tags/",
        "en": f"{SITE}/en/tags/",
        "x-default": f"{SITE}/tags/",
    }

    for address in ("/tags/", "/en/tags/"):
        assert versions(client.get(address).content.decode()) == expected, address


def test_pages_of_each_language_name_the_feeds_of_it(client):
    ada = english_library()[2]

    home = feeds(client.get("/en/").content.decode())
    author = feeds(client.get(ada.get_url()).content.decode())
    chinese = feeds(client.get("/").content.decode())

    assert home[:3] == [f"/en/{name}" for name in FORMATS]
    assert author == [
        *(f"/en/{name}" for name in FORMATS),
        *(f"{ada.get_url()}{name}" for name in FORMATS),
    ]
    assert chinese[:3] == [f"/{name}" for name in FORMATS]
    for address in {*home, *author, *chinese}:
        assert client.get(address).status_code == 200, address


def test_who_asks_for_an_icon_without_reading_is_led_to_it(client):
    assert client.get("/favicon.ico")["Location"] == "/static/img/favicon.svg"


def test_what_has_no_picture_is_shared_with_the_sites(client):
    article = ArticlePageFactory()

    for address in ("/", article.url, "/tags/", "/en/"):
        markup = client.get(address).content.decode()
        assert shared(markup) == f"{SITE}/static/img/share.png", address


def test_moments_are_told_to_the_second(client):
    article = ArticlePageFactory()

    markup = client.get(article.url).content.decode()

    moment = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00"
    assert re.findall('<time datetime="([^"]+)"', markup)
    assert all(
        re.fullmatch(moment, value)
        for value in re.findall('(?:datetime|_time" content)="([^"]+)"', markup)
    )


def test_a_small_picture_is_offered_once_in_each_width(client):
    book = AnthologyPageFactory()
    cover = CustomImageFactory()
    article = ArticlePageFactory(
        parent=book,
        cover=cover,
        blocks=[("image", {"image": cover, "caption": "", "alt": "山"})],
    )

    markup = client.get(article.url).content.decode()

    for sources in re.findall('srcset="([^"]+)"', markup):
        widths = [source.split()[-1] for source in sources.split(", ")]
        assert len(widths) == len({*widths}), sources
