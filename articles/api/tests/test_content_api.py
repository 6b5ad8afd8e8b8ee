"""`/api/v2/`: every field of an article, and pictures that are public."""

from datetime import UTC, datetime

import pytest

from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale
from wagtail.models import PageViewRestriction as Restriction

from articles.models import ArticlePage, CoAuthor, Submission
from articles.tests.content import PAGES, SITE, accept, reference
from articles.tests.factories import (
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


def test_all_fields_of_an_article(client, book):
    ArticlePageFactory(parent=book, title="第一篇")
    image = CustomImageFactory(title="茶山")
    article = ArticlePageFactory(
        parent=book,
        title="造纸",
        slug="zao-zhi",
        subtitle="从竹子开始",
        cover=image,
        kind="translation",
        source_name="某人",
        source_url="https://example.com/a",
        comments_open=False,
        markdown="# 一\n\n旧书**要慢修**。",
        first_published_at=datetime(2026, 3, 1, 4, tzinfo=UTC),
    )
    article.tags.add("纸", "手艺")
    article.save()
    friend, topic = AuthorPageFactory(title="顾青"), TopicPageFactory(title="手艺")
    CoAuthor.objects.create(article=article, author=friend)
    accept(article, topic)
    Submission.objects.create(article=article, topic=TopicPageFactory())
    english = article.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    english.save_revision().publish()
    english = ArticlePage.objects.get(pk=english.pk)

    data = client.get(f"{PAGES}{article.pk}/").json()

    assert data == {
        "id": article.pk,
        "meta": {
            "type": "articles.ArticlePage",
            "detail_url": f"{SITE}/api/v2/pages/{article.pk}/",
            "html_url": f"{SITE}{article.url}",
            "slug": "zao-zhi",
            "show_in_menus": False,
            "seo_title": "",
            "search_description": "",
            "first_published_at": "2026-03-01T12:00:00+08:00",
            "alias_of": None,
            "parent": {
                "id": book.pk,
                "meta": {
                    "type": "articles.AnthologyPage",
                    "detail_url": f"{SITE}/api/v2/pages/{book.pk}/",
                    "html_url": f"{SITE}{book.url}",
                },
                "title": "器物小史",
            },
            "locale": "zh-hans",
        },
        "title": "造纸",
        "subtitle": "从竹子开始",
        "summary": "旧书要慢修。",
        "cover": {
            "id": image.pk,
            "meta": {
                "type": "images.CustomImage",
                "detail_url": f"{SITE}/api/v2/images/{image.pk}/",
                "download_url": image.file.url,
            },
            "title": "茶山",
        },
        "tags": ["手艺", "纸"],
        "kind": "translation",
        "source_name": "某人",
        "source_url": "https://example.com/a",
        "comments_open": False,
        "price": 0,
        "is_for_sale": False,
        "short_url": f"/p/{article.code}/",
        "author": reference(article.author_page),
        "co_authors": [reference(friend)],
        "topics": [reference(topic)],
        "anthology_position": {**reference(book), "position": 2, "total": 2},
        "translations": [{"locale": "en", "id": english.pk, "url": english.url}],
        "word_count": 6,
        "reading_minutes": 1,
        "contents": [{"level": 2, "id": "h-一", "text": "一"}],
        "plain_text": "一\n旧书要慢修。",
        "body": [
            {
                "id": article.body[0].id,
                "type": "markdown",
                "value": "# 一\n\n旧书**要慢修**。",
                "html": '<h2 id="h-一">一</h2>\n<p>旧书<strong>要慢修</strong>。</p>\n',
            }
        ],
    }


def test_the_position_follows_the_reading_order(client, book):
    first, second = (ArticlePageFactory(parent=book) for _n in range(2))
    book.newest_first = True
    book.save()

    positions = [
        client.get(f"{PAGES}{article.pk}/").json()["anthology_position"]["position"]
        for article in (first, second)
    ]

    assert positions == [2, 1]


def test_references_name_only_what_readers_may_open(client, book):
    article = ArticlePageFactory(parent=book)
    hidden, closed = AuthorPageFactory(live=False), TopicPageFactory(title="内部")
    CoAuthor.objects.create(article=article, author=hidden)
    accept(article, closed)
    Restriction.objects.create(page=closed, restriction_type="login")

    data = client.get(f"{PAGES}{article.pk}/").json()

    assert (data["co_authors"], data["topics"]) == ([], [])


def test_private_pictures_and_private_collections_are_absent(client):
    closed = Collection.get_first_root_node().add_child(name="内部")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="login"
    )
    open_image = CustomImageFactory(title="公开")
    hidden = [
        CustomImageFactory(title="私密", is_private=True),
        CustomImageFactory(title="内部", collection=closed),
    ]
    document = get_document_model().objects.create(
        title="内部文件", file="a.pdf", collection=closed
    )

    for image in (open_image, *hidden):
        TopicPageFactory(cover=image)
    ArticlePageFactory(markdown=f"[文件](doc:{document.pk})")

    images = client.get("/api/v2/images/").json()["items"]

    assert [image["id"] for image in images] == [open_image.pk]
    for image in hidden:
        assert client.get(f"/api/v2/images/{image.pk}/").status_code == 404
    assert client.get("/api/v2/documents/").json()["items"] == []
    assert client.get(f"/api/v2/documents/{document.pk}/").status_code == 404
