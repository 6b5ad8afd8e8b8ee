"""The desk takes a bounded number of pages and rows at a time, and says so."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from django.test import Client

from wagtail.models import Page

from articles.admin import bounds
from articles.admin.tests.test_workflow import post_data
from articles.models import AnthologyPage, ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(admin_client: Client) -> Client:
    return admin_client


@pytest.fixture
def book(monkeypatch):
    """Three articles, where two are many."""
    monkeypatch.setattr(bounds, "MOST", 2)
    book = AnthologyPageFactory()
    for _n in range(3):
        ArticlePageFactory(parent=book)
    return book


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
@pytest.mark.parametrize("by_number", [False, True])
def test_too_many_pages_at_once_are_refused_with_a_word(desk, book, action, by_number):
    keys = [str(page.pk) for page in book.get_children()]
    address = f"/admin/bulk/wagtailcore/page/{action}/"
    list_of_pages = f"/admin/pages/{book.pk}/"
    chosen = {"id": keys} if by_number else {"id": "all", "childOf": book.pk}

    for send in (desk.get, desk.post):
        answer = send(address, query_params=chosen | {"next": list_of_pages})
        assert (answer.status_code, answer["Location"]) == (302, list_of_pages)
    told = desk.get(list_of_pages).content.decode()

    assert "一次最多处理 2 项，你选了 3 项。请分几次选。" in told
    assert ArticlePage.objects.filter(live=True).count() == 3


def test_so_many_as_fit_are_shown(desk, book):
    keys = [page.pk for page in book.get_children()[:2]]

    answer = desk.get("/admin/bulk/wagtailcore/page/delete/", {"id": keys})

    assert answer.status_code == 200
    assert len(answer.context["items"]) == 2


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/admin/pages/{}/unpublish/", {"include_descendants": "on"}),
        ("/admin/pages/{}/delete/", {}),
        ("/admin/pages/{}/copy/", {"copy_subpages": "on"}),
        ("/admin/bulk/wagtailcore/page/unpublish/?id={}", {"include_descendants": "1"}),
        ("/admin/bulk/wagtailcore/page/publish/?id={}", {"include_descendants": "1"}),
        ("/admin/bulk/wagtailcore/page/delete/?id={}", {}),
    ],
)
def test_what_lies_below_counts_too(desk, book, address, asked):
    address = address.format(book.pk)
    whole = Page.objects.count()

    answer = desk.post(address, asked)

    assert answer.status_code == 302
    told = desk.get(answer["Location"]).content.decode()
    assert "连同下面的一共 4 页，一次最多处理 2 页。" in told
    assert ArticlePage.objects.filter(live=True).count() == 3
    assert Page.objects.count() == whole


TOO_MANY = "连同下面的一共 4 页，一次最多处理 2 页"


@pytest.mark.parametrize(
    "address",
    [
        *("/admin/pages/{}/delete/", "/admin/bulk/wagtailcore/page/delete/?id={}"),
        *("/admin/pages/{}/move/", "/admin/bulk/wagtailcore/page/move/?id={}"),
    ],
)
def test_no_form_is_shown_that_would_be_refused(desk, book, monkeypatch, address):
    monkeypatch.setattr(bounds, "MOST_MOVED", 2)

    answer = desk.get(address.format(book.pk), follow=True)

    assert answer.redirect_chain == [(f"/admin/pages/{book.pk}/", 302)]
    assert f"{TOO_MANY}。请从最下面的页面开始，分几次处理。" in answer.text


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/admin/pages/{}/unpublish/", "include_descendants"),
        ("/admin/pages/{}/copy/", "copy_subpages"),
        ("/admin/bulk/wagtailcore/page/unpublish/?id={}", "include_descendants"),
        ("/admin/bulk/wagtailcore/page/publish/?id={}", "include_descendants"),
    ],
)
def test_a_form_that_can_do_with_less_says_so_at_once(desk, book, address, asked):
    address = address.format(book.pk)
    said = f"{TOO_MANY}：这里不能连下面的一起处理。"

    assert said in desk.get(address).text

    refused = desk.post(address, {asked: "on"}, follow=True).text
    assert (refused.count(TOO_MANY), said in refused) == (1, False)


def test_what_fits_is_shown_without_a_word(desk, book, monkeypatch):
    monkeypatch.setattr(bounds, "MOST", 4)

    for action in ("delete", "unpublish", "copy", "move"):
        answer = desk.get(f"/admin/pages/{book.pk}/{action}/")
        assert answer.status_code == 200
        assert "一次最多处理" not in answer.text


def test_who_may_not_hears_no_number(client, book):
    client.force_login(AnthologyPageFactory().author.user)

    for action in ("delete", "unpublish"):
        client.get(f"/admin/pages/{book.pk}/{action}/")

    assert "一次最多处理" not in client.get("/admin/").text


@pytest.mark.parametrize(
    "address",
    ["/admin/pages/{}/move/{}/confirm/", "/admin/bulk/wagtailcore/page/move/?id={}"],
)
def test_what_would_get_another_address_counts_too(desk, book, monkeypatch, address):
    monkeypatch.setattr(bounds, "MOST_MOVED", 3)
    other = AnthologyPageFactory().get_parent()
    path = Page.objects.get(pk=book.pk).path
    form = {"chooser": other.pk, "move_applicable": "on"}
    desk.post(address.format(book.pk, other.pk), form)

    assert Page.objects.get(pk=book.pk).path == path

    monkeypatch.setattr(bounds, "MOST_MOVED", 4)
    desk.post(address.format(book.pk, other.pk), form)

    assert Page.objects.get(pk=book.pk).get_parent().pk == other.pk


def test_what_has_very_much_below_keeps_its_address(desk, book, monkeypatch):
    monkeypatch.setattr("core.pages.forms.MOST_MOVED", 2)
    form = {"title": "新名", "slug": "xin-ming", "price": "0", "intro": ""}
    form["action-publish"] = "1"
    edit = f"/admin/pages/{book.pk}/edit/"

    answer = desk.post(edit, form)

    assert answer.context["form"].errors["slug"].data[0].code == "too_many"
    assert 'value="新名"' in answer.content.decode()
    assert AnthologyPage.objects.get(pk=book.pk).slug == book.slug
    monkeypatch.setattr("core.pages.forms.MOST_MOVED", 3)
    desk.post(edit, form)
    assert AnthologyPage.objects.get(pk=book.pk).slug == "xin-ming"


def test_alone_a_page_is_unpublished_whatever_lies_below(desk, book):
    answer = desk.post(f"/admin/pages/{book.pk}/unpublish/")

    assert answer.status_code == 302
    assert AnthologyPage.objects.get(pk=book.pk).live is False


@pytest.mark.parametrize("part", ["", "results/"])
def test_long_lists_are_not_sorted_by_hand(desk, book, part):
    address = f"/admin/pages/{book.pk}/{part}"

    answer = desk.get(f"{address}?ordering=ord&q=")

    assert (answer.status_code, answer["Location"]) == (302, f"{address}?q=")
    told = desk.get(f"/admin/pages/{book.pk}/").content.decode()
    assert "下面的页面多于 2 个，不能拖动排序。" in told
    book.get_children().last().delete()
    assert desk.get(f"{address}?ordering=ord").status_code == 200


def test_a_form_sent_twice_makes_one_article():
    author = AnthologyPageFactory().author.user
    client = Client()
    client.force_login(author)
    add = client.get("/write/")["Location"]

    answers = [client.post(add, post_data("修书", "文")) for _press in range(3)]

    article = ArticlePage.objects.get(draft_title="修书")
    edit = f"/admin/pages/{article.pk}/edit/"
    assert [answer["Location"] for answer in answers[1:]] == [edit, edit]
    assert "这一篇刚刚已经建好，下面就是。" in client.get(edit).content.decode()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        client.force_login(author)
        client.post(add, post_data("修书", "文"))
    assert ArticlePage.objects.filter(draft_title="修书").count() == 2


def test_another_text_of_the_same_name_is_not_lost():
    author = AnthologyPageFactory().author.user
    client = Client()
    client.force_login(author)
    add = client.get("/write/")["Location"]

    for text in ("文", "另一篇"):
        client.post(add, post_data("修书", text))

    made = ArticlePage.objects.filter(draft_title="修书").order_by("pk")
    assert [page.body[0].value for page in made] == ["文", "另一篇"]


def test_rows_of_a_form_beyond_reason_are_not_built(desk):
    article = ArticlePageFactory()
    data = post_data("修书", "文", slug="xiu-shu")
    data["co_author_links-TOTAL_FORMS"] = str(10**20)

    answer = desk.post(f"/admin/pages/{article.pk}/edit/", data)

    assert answer.status_code == 200
    rows = answer.context["form"].formsets["co_author_links"]
    assert len(rows.forms) == 200
    assert ArticlePage.objects.get().title == article.title


@pytest.mark.parametrize(
    "missing", ["body-count", "body-0-deleted", "body-0-order", "body-0-type"]
)
def test_a_form_without_a_field_is_refused(desk, missing):
    article = ArticlePageFactory()
    data = post_data("修书", "文", slug="xiu-shu")
    del data[missing]

    answer = desk.post(f"/admin/pages/{article.pk}/edit/", data)

    assert answer.status_code == 400
    assert ArticlePage.objects.get().title == article.title


@pytest.mark.parametrize("body", ["null", "[]", "1", '"x"', '{"x": 1}', "{"])
def test_what_no_help_is_dismissed_by_is_refused(desk, body):
    answer = desk.patch("/admin/dismissibles/", body, content_type="application/json")

    assert answer.status_code == 400


def test_hints_are_dismissed_and_stay_few(desk):
    for number in range(120):
        answer = desk.patch(
            "/admin/dismissibles/",
            f'{{"hint-{number}": true}}',
            content_type="application/json",
        )

    assert answer.status_code == 400
    assert len(desk.get("/admin/dismissibles/").json()) == 100


def test_the_page_of_wagtails_own_tests_is_not_there(desk):
    assert desk.get("/admin/failwhale/").status_code == 404


def test_visitors_hear_no_number_of_pages(client, book):
    answers = [
        client.get(f"/admin/pages/{book.pk}/?ordering=ord"),
        client.post(f"/admin/pages/{book.pk}/delete/"),
    ]

    for answer in answers:
        assert answer["Location"].startswith("/accounts/login/?next=/admin/pages/")
