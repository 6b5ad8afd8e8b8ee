"""While Elasticsearch is away every search answers, and nothing it missed is lost."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from wagtail.documents.models import Document
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import Fuzzy, Not, Phrase, PlainText

from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory, AuthorPageFactory
from core.models import WaitingTask
from core.work.announcing import announce_due
from images.models import CustomImage
from images.tests.factories import CustomImageFactory
from search.services import search

pytestmark = pytest.mark.django_db


def names(rows: Any) -> list[str]:
    return [row.title for row in rows]


def test_the_site_s_own_search_goes_on(index_down: None) -> None:
    AuthorPageFactory(title="围棋少年")

    answer = search("authors", "围棋", Locale.get_default())

    assert [result.title for result in answer.page] == ["围棋少年"]
    assert answer.counts == {"articles": 0, "topics": 0, "anthologies": 0, "authors": 1}


ADMIN = {
    "/admin/pages/search/?q={}": "围棋入门",
    "/admin/pages/search/results/?q={}": "围棋入门",
    "/admin/choose-page/search/?q={}": "围棋入门",
    "/admin/images/?q={}": "围棋盘",
    "/admin/images/results/?q={}": "围棋盘",
    "/admin/images/chooser/results/?q={}": "围棋盘",
    "/admin/documents/?q={}": "围棋规则",
    "/admin/documents/chooser/results/?q={}": "围棋规则",
    "/admin/users/?q={}": "围棋手",
    "/admin/api/main/pages/?search={}": "围棋入门",
    "/admin/api/main/images/?search={}": "围棋盘",
    "/admin/api/main/documents/?search={}": "围棋规则",
    "/api/v2/pages/?search={}": "围棋入门",
    "/api/v2/images/?search={}": "围棋盘",
    "/api/v2/documents/?search={}": "围棋规则",
    "/api/v1/search/?q={}": "围棋入门",
    "/search/?q={}": "围棋入门",
}


@pytest.mark.parametrize("address", ADMIN)
def test_every_search_of_site_admin_and_api_finds_what_is_there(
    index_down: None, admin_client: Client, admin_user: Any, address: str
) -> None:
    admin_user.nickname = "围棋手"
    admin_user.save()
    image = CustomImageFactory(title="围棋盘", uploaded_by_user=admin_user)
    CustomImageFactory(title="象棋盘", uploaded_by_user=admin_user)
    ArticlePageFactory(title="围棋入门", cover=image)
    ArticlePageFactory(title="象棋")
    file = ContentFile(b"x", name="rules.txt")
    Document.objects.create(title="围棋规则", file=file, uploaded_by_user=admin_user)

    answer = admin_client.get(address.format("围棋"))

    assert answer.status_code == 200
    text = answer.content.decode()
    shown = text if "html" in answer["Content-Type"] else str(answer.json())
    shown = shown.replace("<mark>", "").replace("</mark>", "")
    assert ADMIN[address] in shown
    assert "象棋" not in shown


def test_words_phrases_and_what_is_not_wanted(index_down: None) -> None:
    backend, pages = get_search_backend(), ArticlePage.objects.all()
    ArticlePageFactory(title="并发", markdown="讲深度学习。")
    ArticlePageFactory(title="深度学习", markdown="短。")
    ArticlePageFactory(title="围棋", markdown="没有别的。")

    assert names(backend.search("深度学习", pages)) == ["深度学习", "并发"]
    assert names(backend.search(Phrase("深度学习"), pages)) == ["深度学习", "并发"]
    assert names(backend.search(Fuzzy("围棋"), pages)) == ["围棋"]
    assert names(backend.search(Not(PlainText("深度学习")), pages)) == ["围棋"]
    assert names(backend.search("并发 围棋", pages)) == []
    assert set(names(backend.search("并发 围棋", pages, operator="or"))) == {
        "并发",
        "围棋",
    }
    assert names(backend.autocomplete("深度", pages)) == ["深度学习"]
    assert names(backend.search("深度学习", pages)[1:]) == ["并发"]
    assert backend.search("深度学习", pages)[1:].count() == 1
    assert names(backend.search("，", pages)) == []


def test_pages_of_every_type_and_tagged_pictures_are_found(index_down: None) -> None:
    AuthorPageFactory(title="关于", bio="本人讲围棋。")
    image = CustomImageFactory(title="盘")
    image.tags.add("围棋", "棋")
    image.save()
    backend = get_search_backend()
    assert names(backend.search("围棋", Page.objects.all())) == ["关于"]
    assert names(backend.search("围棋", CustomImage.objects.all())) == ["盘"]


def test_what_is_for_buyers_stays_hidden_from_every_search(index_down: None) -> None:
    article = ArticlePageFactory(title="收费", markdown="薛定谔的猫", price=100)
    backend = get_search_backend()
    for pages in (Page.objects.all(), ArticlePage.objects.filter(pk=article.pk)):
        assert names(backend.search("薛定谔", pages)) == []
        assert names(backend.search("收费", pages)) == ["收费"]


def test_who_is_away_is_asked_once_and_then_left_alone(
    index_down: None, caplog: pytest.LogCaptureFixture
) -> None:
    ArticlePageFactory(title="围棋")
    backend = get_search_backend()
    asked: list[Any] = []
    perform = backend.es.transport.perform_request
    backend.es.transport.perform_request = lambda *args, **kwargs: (
        asked.append(args) or perform(*args, **kwargs)
    )

    for _n in range(3):
        assert names(backend.search("围棋", ArticlePage.objects.all())) == ["围棋"]

    assert len(asked) == 1
    said = [line for line in caplog.messages if "helper_left_alone" in line]
    assert len(said) == 1


# --- What the index missed ---------------------------------------------------------


def waiting() -> list[tuple[str, list[Any]]]:
    rows = WaitingTask.objects.filter(given_up_at=None).order_by("pk")
    return [(row.task.rpartition(".")[2], row.args) for row in rows]


def test_what_could_not_be_indexed_waits_as_a_row_and_is_never_given_up(
    index_down: None, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        article = ArticlePageFactory(title="围棋")
    asked = ("bring_up_to_date_task", ["articles", "articlepage", str(article.pk)])
    assert asked in waiting()

    for _n in range(25):
        WaitingTask.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        announce_due()

    row = WaitingTask.objects.get(args=asked[1])
    assert (row.given_up_at, row.deaths, row.failures) == (None, 0, 0)
    assert "HelperAwayError" in row.error
    assert row.due_at > timezone.now()


def test_a_deletion_waits_too_and_only_once_it_is_committed(
    index_down: None, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    image = CustomImageFactory()
    key = str(image.pk)
    WaitingTask.objects.all().delete()

    with transaction.atomic():
        CustomImage.objects.get(pk=image.pk).delete()
        transaction.set_rollback(True)
    assert ["images", "customimage", key] not in [args for _task, args in waiting()]

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert ("bring_up_to_date_task", ["images", "customimage", key]) in waiting()


@pytest.mark.elasticsearch
def test_when_it_is_back_it_hears_of_what_it_missed(
    fresh_index: None,
    put_in_index: Callable[..., None],
    settings: Any,
    request: pytest.FixtureRequest,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    real = settings.WAGTAILSEARCH_BACKENDS
    with django_capture_on_commit_callbacks(execute=True):
        old = ArticlePageFactory(title="围棋旧篇")
        gone = ArticlePageFactory(title="围棋已删")
    put_in_index(old, gone)
    WaitingTask.objects.all().delete()
    request.getfixturevalue("index_down")
    with django_capture_on_commit_callbacks(execute=True):
        new = ArticlePageFactory(title="围棋新篇")
        old.title = "象棋旧篇"
        old.save()
        gone_key = str(gone.pk)
        ArticlePage.objects.get(pk=gone.pk).delete()
    assert WaitingTask.objects.count() > 0

    settings.WAGTAILSEARCH_BACKENDS = real
    WaitingTask.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        announce_due()

    backend = get_search_backend()
    made = backend.get_index_for_model(ArticlePage)
    made.refresh()
    assert waiting() == []
    assert names(backend.search("围棋", ArticlePage.objects.all())) == ["围棋新篇"]
    assert names(backend.search("象棋", ArticlePage.objects.all())) == ["象棋旧篇"]
    assert not backend.es.exists(index=made.name, id=gone_key)
    assert backend.es.exists(index=made.name, id=str(new.pk))


@pytest.mark.elasticsearch
def test_what_the_index_refuses_the_database_answers(fresh_index: None) -> None:
    ArticlePageFactory(title="围棋")
    backend = get_search_backend()
    assert os.environ["ELASTICSEARCH_URL"] in str(backend.es.transport.node_pool.get())

    rows = backend.search("围棋", ArticlePage.objects.all())[20_000:20_020]

    assert (list(rows), rows.count()) == ([], 0)
