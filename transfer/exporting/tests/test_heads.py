"""The head of an exported text says what an import of ours reads back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from transfer.exporting.exporting import export_posts
from transfer.exporting.heads import head_of
from transfer.reading.read import read_post

pytestmark = pytest.mark.django_db
CHINA = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2019, 1, 2, 3, 4, 5, tzinfo=CHINA)


@pytest.fixture
def book():
    return AnthologyPageFactory(parent=AuthorPageFactory(title="译者"), slug="shu")


def exported(page):
    [file] = export_posts(author=page.author_page)
    return read_post(file.path, file.content)


@pytest.mark.parametrize(
    "title",
    ["---", "null", "~", "yes", "2019-01-02", "1e10", "标题: 一 #二", "- 一", "{一}", "[一]", "'一'", '"一"',
     "一\\n二", "&a *b !c", "%YAML", "😀 表情", "@一", "`一`", "a、b，c", "长" * 255],
)  # fmt: skip
def test_any_title_comes_back(book, title):
    page = ArticlePageFactory(parent=book, title=title, slug="yi")

    assert exported(page).title == title


def test_everything_an_article_says_comes_back(book):
    page = ArticlePageFactory(
        parent=book, title="题", slug="yi", live=False, subtitle="副题: 二", summary="一、二",
        kind=ArticlePage.Kind.TRANSLATION, source_name="Ann, Bob",
        source_url="https://a.cn/1", price=300, comments_open=False, first_published_at=MOMENT,
    )  # fmt: skip
    page.tags.add("甲, 乙", "C#", "丙")
    page.offered_topics.set([TopicPageFactory(title="诗、散文")])
    page.save()

    post = exported(page)

    assert (post.subtitle, post.summary, post.slug) == ("副题: 二", "一、二", "yi")
    assert (post.author, post.translator) == ("Ann, Bob", "译者")
    assert (post.source_url, post.price) == ("https://a.cn/1", 300)
    assert (post.tags, post.categories) == (["C#", "丙", "甲, 乙"], [("诗、散文",)])
    assert (post.date, post.comments_open) == (MOMENT, False)
    assert post.private_because == "draft"


def test_what_an_article_does_not_say_is_not_in_its_head(book):
    page = ArticlePageFactory(parent=book, title="题", slug="yi", first_published_at=None)  # fmt: skip
    ArticlePage.objects.filter(pk=page.pk).update(last_published_at=None)
    page.refresh_from_db()

    assert head_of(page, page) == "---\ntitle: 题\nslug: yi\n---\n"
    assert head_of(page, page, cover="a.png") == (
        "---\ntitle: 题\nslug: yi\ncover: a.png\n---\n"
    )


def test_a_public_article_comes_back_public(book):
    page = ArticlePageFactory(parent=book, title="题", slug="yi")

    post = exported(page)

    assert (post.private_because, post.is_public, post.comments_open) == (
        "",
        True,
        True,
    )
    assert post.path == "shu/yi/index.md"


@pytest.mark.parametrize("on", ["article", "anthology"])
@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_what_not_every_reader_may_open_goes_nowhere_as_public(book, on, kind):
    page = ArticlePageFactory(parent=book, slug="yi")
    closed = page if on == "article" else book
    PageViewRestriction.objects.create(page=closed, restriction_type=kind)

    assert exported(page).private_because == "draft"


def test_changes_that_are_not_published_go_nowhere_as_public(book):
    page = ArticlePageFactory(parent=book, slug="yi")
    assert exported(page).is_public

    page.title = "还没有公开"
    page.save_revision()

    post = exported(page)
    assert (post.title, post.private_because) == ("还没有公开", "draft")
