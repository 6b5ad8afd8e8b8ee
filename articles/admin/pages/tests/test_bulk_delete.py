"""What goes along with another one that was chosen is deleted once."""

import pytest

from wagtail.models import Page

from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory

pytestmark = pytest.mark.django_db

DELETE = "/admin/bulk/wagtailcore/page/delete/"


def left(*pages):
    return [page for page in pages if Page.objects.filter(pk=page.pk).exists()]


def test_an_anthology_and_what_is_in_it_go_together(admin_client):
    book, other = AnthologyPageFactory(), AnthologyPageFactory()
    inside = ArticlePageFactory.create_batch(2, parent=book)
    beside = ArticlePageFactory.create_batch(2, parent=other)
    chosen = [inside[1].pk, book.pk, beside[0].pk, inside[0].pk]

    answer = admin_client.post(DELETE, query_params={"id": chosen})

    assert answer.status_code == 302
    assert left(book, other, *inside, *beside) == [other, beside[1]]


def test_an_article_and_its_alias_go_together(admin_client):
    page = ArticlePageFactory()
    alias = page.create_alias(parent=AnthologyPageFactory(), update_slug="alias")

    answer = admin_client.post(DELETE, query_params={"id": [page.pk, alias.pk]})

    assert answer.status_code == 302
    assert left(page, alias) == []


def test_the_root_of_the_tree_has_no_place_among_others(admin_client):
    before = list(Page.objects.values_list("path", flat=True))

    for pk in (1, 2**31, 10**20):
        answer = admin_client.post(f"/admin/pages/{pk}/set_position/?position=0")
        assert answer.status_code == 404

    assert list(Page.objects.values_list("path", flat=True)) == before
