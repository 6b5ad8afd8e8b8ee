"""Fills a database with articles in bulk: `python -m bench.library [ARTICLES]`.

Writes into the database that the settings name, which must be migrated: by 50
authors with four anthologies each, 12 topics, 60 tags, 30 covers, and ARTICLES
(2,000) articles whose paragraphs are those of the demo library in another order. The
same number gives the same library. A second run adds what is missing to the number.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django

if TYPE_CHECKING:
    from articles.models import AnthologyPage, ArticlePage

AUTHORS, ANTHOLOGIES, TOPICS, TAGS, COVERS, BODIES = 50, 4, 12, 60, 30, 240
BATCH = 1_000
SEED = 20_260
# Of these the titles are made; each twice gives more than 100,000 pairs of pairs.
WORDS = (
    "江南 春雨 旧书 城市 河流 山路 灯火 晚归 茶馆 算法 编译器 数据库 索引 缓存 协议 并发 "
    "写作 阅读 翻译 随笔 札记 乡村 祖父 厨房 面条 早市 火车 车站 信件 日记 梦境 植物 竹林 "
    "月光 海边 北方 雪夜 校园 图书馆 开源 社区 编辑 排版 字体 手稿 摄影 电影 音乐 唱片 咖啡"
).split()


def main(articles: int) -> None:
    """Fill the database and say what is in it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    fill(articles)


def fill(articles: int) -> None:
    """Bring the library to `articles` articles of its 50 authors."""
    from articles.models import ArticlePage

    books, topics, covers = anthologies(), add_topics(), add_covers()
    there = ArticlePage.objects.filter(anthology__in=books).count()
    maker = Maker(books, topics, covers)
    pages = maker.articles(there, articles)
    while batch := list(islice(pages, BATCH)):
        maker.write(batch)
        there += len(batch)
        print(f"{there} articles", flush=True)
    maker.count_children()


def anthologies() -> list["AnthologyPage"]:
    """The authors' anthologies, made where they are missing."""
    from accounts.models import User
    from articles.models import AnthologyPage, AuthorPage
    from articles.services.notebooks import open_notebook

    books = []
    for number in range(AUTHORS):
        name = f"作者{number:02d}"
        user = User.objects.filter(username=f"bench{number:02d}").first()
        if user is None:
            user = User.objects.create_user(
                username=f"bench{number:02d}",
                nickname=name,
                bio=f"{name}写{WORDS[number % len(WORDS)]}。",
            )
        first = open_notebook(user=user)
        author = AuthorPage.objects.get(pk=first.get_parent().pk)
        own = list(AnthologyPage.objects.child_of(author).order_by("path"))
        for place in range(len(own), ANTHOLOGIES):
            title = f"{WORDS[(number + place) % len(WORDS)]}集"
            book = AnthologyPage(title=title, owner=user, locale=author.locale)
            author.add_child(instance=book)
            own.append(book)
        books += own
    return books


def add_topics() -> list[Any]:
    """The topics, every fourth with the next three below it."""
    from articles.models import TopicIndexPage, TopicPage

    index = TopicIndexPage.objects.order_by("path").first()
    topics: list[Any] = []
    for number in range(TOPICS):
        slug = f"bench-topic-{number:02d}"
        topic = TopicPage.objects.filter(slug=slug).first()
        if topic is None:
            parent = topics[number - number % 4] if number % 4 else index
            topic = TopicPage(title=WORDS[number * 4], slug=slug, locale=parent.locale)
            parent.add_child(instance=topic)
        topics.append(topic)
    return topics


def add_covers() -> list[Any]:
    """Pictures for every third article, in all sizes that pages show."""
    from demo.pictures import cover
    from images.services import draw
    from images.specs import SHAPES

    covers = [cover(f"bench-{number}") for number in range(COVERS)]
    for image in covers:
        draw(image, SHAPES["cover"] + SHAPES["hero"])
    return covers


class Maker:
    """Makes articles from the demo library's paragraphs, and writes them by bulk."""

    def __init__(
        self, books: list["AnthologyPage"], topics: list[Any], covers: list[Any]
    ) -> None:
        from django.contrib.contenttypes.models import ContentType
        from django.utils import timezone

        from articles.models import ArticlePage

        self.books, self.topics, self.covers = books, topics, covers
        self.type = ContentType.objects.get_for_model(ArticlePage)
        self.now = timezone.now()
        self.tags = _tags()
        self.bodies = list(self._bodies())
        self.places = {book.pk: _last_place(book) for book in books}

    def _bodies(self) -> Iterator[tuple[str, Any]]:
        """Markdown and what readers get of it."""
        from articles.models import ArticlePage
        from articles.rendering.render import render_article

        rng = random.Random(SEED)  # noqa: S311 the same library each time
        paragraphs = _paragraphs()
        for _number in range(BODIES):
            parts = rng.sample(paragraphs, rng.randint(6, 24))
            text = "\n\n".join(
                f"## {rng.choice(WORDS)}与{rng.choice(WORDS)}\n\n{part}"
                if place % 5 == 2
                else part
                for place, part in enumerate(parts)
            )
            page = ArticlePage(body=_stream(text, 0), locale=self.books[0].locale)
            yield text, render_article(page)

    def articles(self, start: int, end: int) -> Iterator["ArticlePage"]:
        """Articles number `start` to `end`, oldest first, not yet written."""
        for number in range(start, end):
            rng = random.Random(SEED + number)  # noqa: S311 the same each time
            yield self._article(number, rng, end)

    def _article(self, number: int, rng: random.Random, end: int) -> "ArticlePage":
        from articles.models import ArticlePage

        book = self.books[(number * 7) % len(self.books)]
        title = (
            f"{rng.choice(WORDS)}{rng.choice(WORDS)}：{rng.choice(WORDS)}（{number}）"
        )
        at = self.now - timedelta(days=2_000) * (1 - number / max(end, 1))
        text, rendered = rng.choice(self.bodies)
        lead = f"第 {number} 篇，写{rng.choice(WORDS)}和{rng.choice(WORDS)}。"
        self.places[book.pk] += 1
        page = ArticlePage(
            title=title,
            draft_title=title,
            slug=f"bench-{number}",
            path=ArticlePage._get_path(book.path, book.depth + 1, self.places[book.pk]),
            depth=book.depth + 1,
            url_path=f"{book.url_path}bench-{number}/",
            content_type=self.type,
            locale_id=book.locale_id,
            owner_id=book.owner_id,
            live=True,
            has_unpublished_changes=False,
            first_published_at=at,
            last_published_at=at,
            latest_revision_created_at=at,
            anthology_id=book.pk,
            author_page_id=book.get_parent().pk,
            cover=self.covers[number % len(self.covers)] if number % 3 == 0 else None,
            body=_stream(f"{lead}\n\n{text}", number),
        )
        tags = rng.sample(self.tags, rng.randint(1, 4))
        page.__dict__["rendered"] = _with_lead(rendered, lead, tags, page)
        page.__dict__["given"] = tags, rng.sample(self.topics, 1), rng.random() < 0.7
        return page

    def write(self, pages: list["ArticlePage"]) -> None:
        """Write pages, their renderings, tags and submissions in a few statements."""
        from django.db import transaction

        from wagtail.models import Page

        from articles.models import ArticlePage, ArticleRendering, Submission
        from articles.models.article_parts import ArticleTag
        from articles.rendering.render import VERSION
        from articles.rendering.rendered import STORED

        columns = {field.attname for field in Page._meta.local_concrete_fields} - {"id"}
        rows = [
            Page(**{name: getattr(page, name) for name in columns}) for page in pages
        ]
        with transaction.atomic():
            Page.objects.bulk_create(rows)
            for page, row in zip(pages, rows, strict=True):
                page.pk = page.page_ptr_id = page.id = row.pk
            # Django's bulk_create takes no models with a table above them.
            own = ArticlePage._meta.local_concrete_fields
            for start in range(0, len(pages), 50):
                ArticlePage._base_manager.all()._insert(
                    pages[start : start + 50], fields=own, using="default"
                )
            ArticleRendering.objects.bulk_create(
                ArticleRendering(
                    page_id=page.pk,
                    version=VERSION,
                    **{name: getattr(page.rendered, name) for name in STORED},
                )
                for page in pages
            )
            given = [(page, *page.__dict__["given"]) for page in pages]
            ArticleTag.objects.bulk_create(
                ArticleTag(content_object_id=page.pk, tag=tag)
                for page, tags, _topics, _taken in given
                for tag in tags
            )
            state = Submission.State
            Submission.objects.bulk_create(
                Submission(
                    article_id=page.pk,
                    topic=topic,
                    state=state.ACCEPTED if taken else state.PENDING,
                    decided_at=page.first_published_at if taken else None,
                )
                for page, _tags, topics, taken in given
                for topic in topics
            )

    def count_children(self) -> None:
        """What treebeard keeps of the anthologies, and what databases know of tables."""
        from django.db import connection

        from wagtail.models import Page

        for book in self.books:
            Page.objects.filter(pk=book.pk).update(numchild=self.places[book.pk])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _stream(text: str, number: int) -> str:
    block = {"type": "markdown", "value": text, "id": str(UUID(int=number))}
    return json.dumps([block])


def _with_lead(rendered: Any, lead: str, tags: list[Any], page: "ArticlePage") -> Any:
    from articles.rendering.render import rendering_digest

    names = [{"name": tag.name, "slug": tag.slug} for tag in tags]
    first, *others = rendered.blocks
    return replace(
        rendered,
        blocks=[
            {**first, "id": page.body[0].id, "html": f"<p>{lead}</p>\n{first['html']}"},
            *others,
        ],
        text=f"{lead}\n{rendered.text}",
        summary=f"{lead}{rendered.summary}"[:200],
        tags=names,
        digest=rendering_digest(page, names),
    )


def _paragraphs() -> list[str]:
    """Plain paragraphs of the demo library, each of 60 characters or more."""
    from demo.read import FOLDER
    from transfer.reading.heads.frontmatter import split_front_matter

    found: list[str] = []
    for path in sorted(FOLDER.glob("articles/**/*.md")):
        text = split_front_matter(path.read_text("utf-8"))
        parts = (part.strip() for part in text.body.split("\n\n"))
        found += [part for part in parts if _is_plain(part)]
    return found


def _is_plain(part: str) -> bool:
    return len(part) >= 60 and part[0].isalnum() and "](" not in part


def _tags() -> list[Any]:
    from taggit.models import Tag

    for number in range(TAGS):
        word = WORDS[number % len(WORDS)]
        name = word if number < len(WORDS) else f"{word}志"
        Tag.objects.get_or_create(name=name, defaults={"slug": f"bench-tag-{number}"})
    return list(Tag.objects.filter(slug__startswith="bench-tag-").order_by("pk"))


def _last_place(book: "AnthologyPage") -> int:
    last = book.get_last_child()
    return last._str2int(last.path[-last.steplen :]) if last else 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
