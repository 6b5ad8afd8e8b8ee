"""`render_articles` renders everything anew, in as many runs as it takes."""

import json

import pytest

from django.core.management import CommandError, call_command

from articles.models import ArticlePage, ArticleRendering
from articles.rendering.render import VERSION
from articles.services.renewal import ask_for_all, due_articles, render_due
from articles.tasks import renew_renderings_task
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> list[ArticlePage]:
    return [ArticlePageFactory(markdown=f"第{n}篇") for n in range(3)]


def spoil() -> None:
    ArticleRendering.objects.update(text="旧", blocks=[])


def texts() -> list[str]:
    rows = ArticleRendering.objects.order_by("pk")
    return list(rows.values_list("text", flat=True))


def test_all_are_rendered_anew(three, capsys):
    draft = ArticlePageFactory(live=False, markdown="草稿")
    spoil()
    ArticleRendering.objects.filter(pk=three[1].pk).delete()

    call_command("render_articles")

    assert texts() == ["第0篇", "第1篇", "第2篇", "旧"]
    assert ArticlePage.objects.get(pk=draft.pk).rendering.text == "旧"
    assert capsys.readouterr().out == "重新生成了 3 篇文章。\n"


def test_a_run_that_was_broken_off_goes_on(three, capsys):
    spoil()
    assert ask_for_all() is True
    assert next(render_due()) == (three[0].pk, True)
    ArticleRendering.objects.filter(pk=three[0].pk).update(text="做过")

    call_command("render_articles")

    assert texts() == ["做过", "第1篇", "第2篇"]
    assert capsys.readouterr().out == "上次没有做完，接着做。\n重新生成了 2 篇文章。\n"
    assert ask_for_all() is True


def test_one_that_fails_is_told_and_stays_and_the_rest_goes_on(three):
    spoil()
    broken = {"kind": "gone", "title": "", "text": ""}
    body = json.dumps([{"type": "callout", "value": broken, "id": "b"}])
    ArticlePage.objects.filter(pk=three[1].pk).update(body=body)

    with pytest.raises(CommandError, match=f"见日志：{three[1].pk}$"):
        call_command("render_articles")

    assert texts() == ["第0篇", "旧", "第2篇"]
    assert list(due_articles()) == []


def test_what_another_renderer_stored_is_renewed_by_the_clock(three):
    spoil()
    ArticleRendering.objects.filter(pk=three[0].pk).update(version=VERSION - 1)

    assert renew_renderings_task() == 1
    assert renew_renderings_task() == 0

    assert texts() == ["第0篇", "旧", "旧"]


def test_the_clock_does_a_part_at_a_time(three):
    spoil()
    ask_for_all()

    assert [key for key, _ in render_due(2)] == [three[0].pk, three[1].pk]
    assert texts() == ["第0篇", "第1篇", "旧"]


def test_ten_articles_more_cost_no_query_more_to_find(django_assert_num_queries):
    for _ in range(10):
        ArticlePageFactory()

    with django_assert_num_queries(1):
        assert list(due_articles()) == []
