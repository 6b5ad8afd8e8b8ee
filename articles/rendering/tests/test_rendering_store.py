"""When a rendering is stored, and that readers get the stored one and no other."""

import json

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import Locale

from articles.models import ArticlePage, ArticleRendering
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def fresh(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def markdown(text: str) -> str:
    return json.dumps([{"type": "markdown", "value": text, "id": "b1"}])


def writes_to_renderings(queries: CaptureQueriesContext) -> list[str]:
    table = ArticleRendering._meta.db_table
    return [
        query["sql"]
        for query in queries.captured_queries
        if table in query["sql"] and not query["sql"].startswith("SELECT")
    ]


def saved(page: ArticlePage) -> int:
    with CaptureQueriesContext(connection) as queries:
        page.save()
    return len(writes_to_renderings(queries))


# --- Counts ---------------------------------------------------------------------


def test_han_count_by_character_and_latin_by_word():
    row = ArticlePageFactory(markdown="# 标题\n\n我用 Python 3 写**程序**。").rendering

    assert (row.words, row.minutes) == (9, 1)


def test_minutes_at_450_a_minute_rounded_up():
    assert ArticlePageFactory(markdown="字" * 450).rendering.minutes == 1
    assert ArticlePageFactory(markdown="字" * 451).rendering.minutes == 2


def test_an_empty_article_counts_nothing():
    row = ArticlePageFactory(markdown="").rendering

    assert (row.text, row.summary, row.words, row.minutes) == ("", "", 0, 0)


def test_the_summary_is_running_prose_cut_at_a_sentence_end():
    sentence = "旧书要慢修，一页一页地来。"

    row = ArticlePageFactory(markdown=f"# 标题\n\n{sentence * 30}").rendering

    assert row.summary.startswith(sentence)
    assert row.summary.endswith("。")
    assert 0 < len(row.summary) <= 400
    assert row.summary == sentence * (len(row.summary) // len(sentence))


def test_what_is_said_of_pictures_is_not_in_the_summary():
    row = ArticlePageFactory(markdown="正文一。\n\n![图](/a.png)\n\n正文二。").rendering

    assert (row.summary, row.text) == ("正文一。正文二。", "正文一。\n图\n正文二。")


def test_what_stands_beside_the_sentences_is_not_in_the_summary():
    blocks = [
        ("code", {"language": "python", "caption": "甲", "code": "x = 1"}),
        ("formula", {"tex": "E=mc^2", "caption": "乙"}),
        ("callout", {"kind": "note", "title": "丙", "text": "提示。"}),
        ("markdown", "正文[^1]。\n\n|甲|乙|\n|-|-|\n|1|2|\n\n[^1]: 注文。"),
    ]

    assert ArticlePageFactory(blocks=blocks).rendering.summary == "提示。正文。"


def test_a_written_summary_goes_before_the_cut_one():
    article = ArticlePageFactory(markdown="正文。", summary="手写的。")

    assert (article.lead, article.rendering.summary) == ("手写的。", "正文。")


# --- When ------------------------------------------------------------------------


def test_nothing_is_rendered_while_the_digest_holds():
    page = fresh(ArticlePageFactory(markdown="一"))
    before = ArticleRendering.objects.get(pk=page.pk)

    page.title = "新题"
    assert saved(page) == 0

    after = ArticleRendering.objects.get(pk=page.pk)
    assert (after.digest, after.rendered_at) == (before.digest, before.rendered_at)


def test_a_new_body_a_new_tag_and_a_new_language_are_rendered():
    page = fresh(ArticlePageFactory(markdown="一"))
    digests = {page.rendering.digest}

    page.body = markdown("二")
    assert saved(page) == 1
    digests.add(fresh(page).rendering.digest)
    page.tags.add("手艺")
    assert saved(page) == 1
    digests.add(fresh(page).rendering.digest)
    page.locale = Locale.objects.get(language_code="en")
    assert saved(page) == 1
    digests.add(fresh(page).rendering.digest)

    row = fresh(page).rendering
    assert len(digests) == 4
    assert (row.text, row.tags) == ("二", [{"name": "手艺", "slug": "手艺"}])


def test_a_draft_of_a_live_page_never_overwrites_what_readers_see():
    page = fresh(ArticlePageFactory(markdown="已发布"))
    page.body = markdown("还是草稿")

    revision = page.save_revision()

    assert fresh(page).rendering.text == "已发布"
    assert revision.as_object().rendered.text == "还是草稿"
    assert "还是草稿" not in Client().get(page.url).content.decode()
    revision.publish()
    assert fresh(page).rendering.text == "还是草稿"
    assert "还是草稿" in Client().get(page.url).content.decode()


def test_the_desk_sees_the_counts_of_the_newest_draft():
    page = fresh(ArticlePageFactory(markdown="一二三", live=False))
    page.body = markdown("一二三四五")

    page.save_revision()

    assert fresh(page).rendering.words == 5
    assert fresh(page).body[0].value == "一二三"


def test_publishing_an_old_revision_gives_readers_its_text():
    page = fresh(ArticlePageFactory(markdown="第一版"))
    first = page.save_revision()
    page.body = markdown("第二版")
    page.save_revision().publish()
    assert fresh(page).rendering.text == "第二版"

    first.publish()

    assert fresh(page).rendering.text == "第一版"


# --- Who reads it ------------------------------------------------------------------


def test_readers_get_the_stored_rendering_and_nothing_is_rendered_for_them():
    article = ArticlePageFactory(markdown="原文", title="造纸")
    ArticlePage.objects.filter(pk=article.pk).update(body=markdown("改过的行"))
    anonymous = Client()
    addresses = [
        article.url,
        "/feed.xml",
        f"/api/v2/pages/{article.pk}/?fields=plain_text",
        f"/p/{article.code}/full/",
        article.author_page.url,
    ]

    with CaptureQueriesContext(connection) as queries:
        answers = [anonymous.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [200] * len(addresses)
    for answer in answers:
        assert "原文" in answer.content.decode()
        assert "改过的行" not in answer.content.decode()
    assert writes_to_renderings(queries) == []


def test_an_article_without_a_stored_rendering_is_still_readable():
    article = ArticlePageFactory(markdown="还在")
    ArticleRendering.objects.all().delete()

    assert "还在" in Client().get(article.url).content.decode()


@pytest.mark.parametrize(
    ("summary", "price", "standfirst"),
    [
        ("手写的。", 0, "手写的。"),
        ("开头。再来一句。", 0, ""),
        # Whoever may not read the text has nothing but the summary.
        ("开头。再来一句。", 300, "开头。再来一句。"),
    ],
)
def test_a_page_does_not_begin_twice(client, summary, price, standfirst):
    article = ArticlePageFactory(
        markdown="开头。\n\n再来一句。\n\n后文。", summary=summary, price=price
    )

    shown = client.get(article.url).content.decode()

    assert article.standfirst == standfirst
    assert shown.count('class="article__lead"') == bool(standfirst)
    assert article.lead == summary
