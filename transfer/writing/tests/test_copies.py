"""What copies of imported articles keep of the import: nothing."""

import pytest

from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory
from transfer.models import ImportedPost

pytestmark = pytest.mark.django_db


def test_a_copy_is_not_what_was_imported():
    article = ArticlePageFactory()
    ImportedPost.objects.create(
        page=article, author_page=article.author_page, path="a.md", source=b"x"
    )

    copy = article.copy(update_attrs={"slug": "fu-ben"})

    assert ArticlePage.objects.get(pk=article.pk).imported_from.path == "a.md"
    assert not hasattr(ArticlePage.objects.get(pk=copy.pk), "imported_from")
