"""RSS, Atom and JSON Feed of the site, an author, a topic and an anthology."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from django.utils import timezone

from wagtail.models import Locale, Page, PageViewRestriction

from articles.feeds import absolute_html
from articles.models import AuthorPage, Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from articles.tests.feed_readers import read, titles
from images.tests.factories import CustomImageFactory
from texts import ARTICLE, render, sanitize
from texts.tests.addresses import candidates
from texts.tests.checks import faults

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
DAY = datetime(2026, 3, 1, 4, 0, 0, tzinfo=UTC)
NAMES = ["feed.xml", "atom.xml", "feed.json"]


@pytest.fixture
def shelf():
    """Two articles in a book, the older one in a topic; one by somebody else."""
    author = AuthorPageFactory(title="沈砚秋")
    book = AnthologyPageFactory(parent=author, title="器物小史", slug="qi-wu")
    old = ArticlePageFactory(
        parent=book, title="旧", slug="jiu", markdown="旧文。", first_published_at=DAY
    )
    old.tags.add("手艺")
    old.save()
    later = DAY + timedelta(days=1)
    ArticlePageFactory(parent=book, title="新", first_published_at=later)
    ArticlePageFactory(title="别人的", first_published_at=DAY - timedelta(days=9))
    ArticlePageFactory(parent=book, title="草稿", live=False)
    topic = TopicPageFactory(title="手艺", slug="shou-yi")
    Submission.objects.create(article=old, topic=topic, state=Submission.State.ACCEPTED)
    return {"author": author, "book": book, "topic": topic, "old": old}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("where", "title", "expected"),
    [
        ("/", "荏苒", ["新", "旧", "别人的"]),
        ("/authors/shen-yan-qiu/", "沈砚秋", ["新", "旧"]),
        ("/authors/shen-yan-qiu/qi-wu/", "器物小史", ["新", "旧"]),
        ("/topics/shou-yi/", "手艺", ["旧"]),
    ],
)
def test_every_feed_in_every_format(client, shelf, where, title, expected, name):
    feed = read(client, f"{where}{name}")

    assert (feed["title"], feed["link"], feed["self"], feed["language"]) == (
        title,
        f"{SITE}{where}",
        f"{SITE}{where}{name}",
        "zh-hans",
    )
    assert titles(feed) == expected
    [item] = [item for item in feed["items"] if item["title"] == "旧"]
    assert item == {
        "title": "旧",
        "url": f"{SITE}/authors/shen-yan-qiu/qi-wu/jiu/",
        "id": f"{SITE}/p/{shelf['old'].code}/",
        "summary": "旧文。",
        "html": "<p>旧文。</p>\n",
        "tags": ["手艺"],
    }


def test_times_have_a_zone(client, shelf):
    item = json.loads(client.get("/topics/shou-yi/feed.json").content)["items"][0]
    rss = ElementTree.fromstring(client.get("/topics/shou-yi/feed.xml").content)

    assert datetime.fromisoformat(item["date_published"]) == DAY
    assert rss.findtext("channel/item/pubDate") == "Sun, 01 Mar 2026 04:00:00 +0000"
    assert item["authors"] == [{"name": "沈砚秋"}]


@pytest.mark.parametrize("name", NAMES)
def test_the_twenty_newest_newest_first(client, name):
    book = AnthologyPageFactory(slug="shu")
    for n in range(22):
        ArticlePageFactory(
            parent=book, title=f"第{n}", first_published_at=DAY + timedelta(hours=n)
        )

    for address in (f"/{name}", f"{book.url}{name}"):
        assert titles(read(client, address)) == [f"第{n}" for n in range(21, 1, -1)]


@pytest.mark.parametrize("name", NAMES)
def test_every_address_is_absolute(client, name):
    image = CustomImageFactory(file__width=2000, file__height=1200)
    target = ArticlePageFactory(slug="mu-biao")
    article = ArticlePageFactory(
        blocks=[
            ("markdown", f"[见](page:{target.pk}) ![图](image:{image.pk})"),
            ("image", {"image": image, "caption": "", "alt": ""}),
            ("markdown", '`<a href="/x" srcset="/y">`'),
        ]
    )

    html = read(client, f"{article.anthology.url}{name}")["items"][0]["html"]

    assert f'<a href="{SITE}{target.url}">见</a>' in html
    assert html.count(f'src="{SITE}/media/images/') == 2
    assert html.count(f"{SITE}/media/images/") == 8
    assert '="/media' not in html
    assert ", /media" not in html
    # What an author quotes is text and stays as written.
    assert '<code>&lt;a href="/x" srcset="/y"&gt;</code>' in html


@pytest.mark.parametrize("name", NAMES)
def test_notes_and_relative_links_lead_to_the_text_itself(client, name):
    article = ArticlePageFactory(markdown="字[^1]，[附](fu.html)。\n\n[^1]: 注。")

    html = read(client, f"{article.anthology.url}{name}")["items"][0]["html"]

    home = f"{SITE}{article.url}"
    assert f'href="{home}#fn-' in html
    assert f'href="{home}#fnref-' in html
    assert f'href="{home}fu.html"' in html
    assert 'href="#' not in html


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("where", ["/", "/authors/shen-yan-qiu/qi-wu/"])
def test_who_has_the_newest_is_told_so_until_something_changes(
    client, shelf, where, name
):
    address = f"{where}{name}"
    old = shelf["old"]
    Page.objects.update(last_published_at=DAY)

    first = client.get(address)
    known = {"if-modified-since": first["Last-Modified"]}
    assert client.get(address, headers=known).status_code == 304

    # Each change in the second of the one before, and none with a date of its own.
    for change in (
        lambda: Page.objects.filter(pk=old.pk).update(last_published_at=timezone.now()),
        lambda: AuthorPage.objects.update(title="沈砚秋改名"),
        lambda: PageViewRestriction.objects.create(page=old, restriction_type="login"),
        lambda: PageViewRestriction.objects.get().delete(),
        old.unpublish,
    ):
        change()
        changed = client.get(address, headers=known)
        assert changed.status_code == 200
        known = {"if-modified-since": changed["Last-Modified"]}
        assert client.get(address, headers=known).status_code == 304
    assert titles(read(client, address))[:1] == ["新"]


@pytest.mark.parametrize("name", NAMES)
def test_a_question_behind_its_address_makes_no_other_feed(client, shelf, name):
    first = client.get(f"/{name}")
    known = {"if-modified-since": first["Last-Modified"]}

    for number in range(3):
        asked = client.get(f"/{name}?utm={number}")
        assert (asked.content, asked["Last-Modified"]) == (
            first.content,
            first["Last-Modified"],
        )
        assert client.get(f"/{name}?a={number}", headers=known).status_code == 304


@pytest.mark.parametrize("name", NAMES)
def test_an_older_text_taken_into_a_topic_is_news(client, shelf, name):
    address = f"{shelf['topic'].url}{name}"
    known = {"if-modified-since": client.get(address)["Last-Modified"]}
    older = ArticlePageFactory(first_published_at=DAY - timedelta(days=3))

    Submission.objects.create(
        article=older, topic=shelf["topic"], state=Submission.State.ACCEPTED
    )

    assert client.get(address, headers=known).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_feed_says_the_same_every_time(client, name):
    book = AnthologyPageFactory(slug="kong")
    book.save_revision().publish()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1), tick=False):
        later = client.get(f"{book.url}{name}")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2), tick=False):
        latest = client.get(f"{book.url}{name}")

    assert later["Last-Modified"] == latest["Last-Modified"]
    assert later.content == latest.content


@pytest.mark.parametrize("name", NAMES)
def test_no_title_and_no_text_breaks_a_feed(client, name):
    hostile = "]]> <b>&amp; \x0b\x01\uffff\u202e“引号” 🌱"
    author = AuthorPageFactory()
    book = AnthologyPageFactory(parent=author, slug="shu")
    article = ArticlePageFactory(parent=book, markdown="正文 ]]> \x0b 末")
    # No door lets such titles in any more; older ones may be there.
    Page.objects.filter(pk=author.pk).update(title="作者 \x02 &")
    Page.objects.filter(pk=article.pk).update(title=hostile)

    feed = read(client, f"{author.url}{name}")

    assert feed["title"] == "作者  &"
    assert titles(feed) == ["]]> <b>&amp; \u202e“引号” 🌱"]
    assert "]]&gt;" in feed["items"][0]["html"]


@pytest.mark.parametrize("name", NAMES)
def test_the_english_feed_carries_english_articles(client, name):
    chinese = ArticlePageFactory(title="中文")
    english = chinese.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    english.title = "English"
    english.save_revision().publish()

    feed = read(client, f"/en/{name}")

    assert titles(feed) == ["English"]
    assert (feed["language"], feed["link"]) == ("en", f"{SITE}/en/")
    assert feed["items"][0]["url"].startswith(f"{SITE}/en/authors/")
    assert titles(read(client, f"/{name}")) == ["中文"]


def test_a_feed_of_nothing_is_a_feed(client):
    author = AuthorPageFactory()

    assert [titles(read(client, f"{author.url}{name}")) for name in NAMES] == [
        [],
        [],
        [],
    ]
    assert client.get(f"{author.url}feed.txt").status_code == 404


def test_only_public_pages_that_list_articles_have_feeds(client, shelf):
    closed, draft = AuthorPageFactory(), AuthorPageFactory(live=False)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    for page in (closed, draft, shelf["old"]):
        assert client.get(f"{page.url}feed.xml").status_code == 404
    assert client.get("/nobody/feed.xml").status_code == 404
    assert client.post("/topics/shou-yi/feed.xml").status_code == 405


def test_absolute_html_touches_tags_only():
    html = '<a title="a>b" href="/x">y</a> href="/z" <img srcset="/a 1w, /b 2w">'

    assert absolute_html(html, "https://r.cn/") == (
        '<a title="a>b" href="https://r.cn/x">y</a> href="/z" '
        '<img srcset="https://r.cn/a 1w, https://r.cn/b 2w">'
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(candidates()), min_size=1, max_size=4))
def test_making_addresses_absolute_keeps_html_clean(sources):
    html = absolute_html(render("\n\n".join(sources)).html, "https://r.cn/")

    assert faults(html, ARTICLE) == []
    assert sanitize(html) == html
