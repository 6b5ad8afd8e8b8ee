"""A form of the desk that lacks a part is refused, not a mistake of ours."""

import pytest

from django.test import Client

from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db

BLOCK = {
    "body-count": "1",
    "body-0-deleted": "",
    "body-0-order": "0",
    "body-0-type": "markdown",
    "body-0-id": "",
    "body-0-value": "正文",
}


@pytest.mark.parametrize(
    "missing", ["body-count", "body-0-deleted", "body-0-order", "body-0-type"]
)
def test_a_missing_part_of_the_body_is_refused(missing):
    article = ArticlePageFactory()
    desk = Client(raise_request_exception=False)
    desk.force_login(UserFactory(is_superuser=True))
    form = {"title": "题", "slug": article.slug, "price": "0", "kind": "original"}
    form |= {"co_author_links-TOTAL_FORMS": "0", "co_author_links-INITIAL_FORMS": "0"}
    form |= {name: value for name, value in BLOCK.items() if name != missing}

    answer = desk.post(f"/admin/pages/{article.pk}/edit/", form)

    assert answer.status_code == 400
