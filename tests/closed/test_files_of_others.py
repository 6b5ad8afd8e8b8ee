"""Files: ways past the view that asks."""

import pytest

from django.core.files.base import ContentFile
from django.test import Client

from wagtail.documents import get_document_model

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, AuthorPage, CoAuthor
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)
from images.models import CustomImage
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets() -> list[str]:
    """Where an unused private picture and an unused document of somebody lie."""
    owner = AuthorPageFactory().user
    image = CustomImageFactory(uploaded_by_user=owner, is_private=True)
    document = get_document_model().objects.create(
        title="合同", file=ContentFile(b"%PDF-", "a.pdf"), uploaded_by_user=owner
    )
    return [image.file.name, document.file.name]


@pytest.mark.parametrize(
    "way", ["avatar_images/../", "avatar_images/%2e%2e/", "avatar_images/x/..%2f..%2f"]
)
def test_a_way_through_the_faces_opens_no_other_file(secrets, way):
    client = Client()

    answers = [client.get(f"/media/{way}{name}").status_code for name in secrets]

    assert answers == [404, 404]


@pytest.mark.parametrize("publishes", [True, False])
def test_an_editors_comma_opens_nobody_elses_picture(publishes):
    image = CustomImageFactory(uploaded_by_user=AuthorPageFactory().user)
    thief = AuthorPageFactory()
    article = ArticlePageFactory(
        parent=AnthologyPageFactory(parent=thief), markdown=f"![图](image:{image.pk})"
    )
    article.save_revision(user=thief.user).publish()
    assert Client().get(image.file.url).status_code == 404
    editor = UserFactory(groups=[roles.EDITORS])
    article = ArticlePage.objects.get(pk=article.pk)

    revision = article.save_revision(user=editor)
    if publishes:
        revision.publish(user=editor)
    else:
        ArticlePage.objects.get(pk=article.pk).save()

    assert Client().get(image.file.url).status_code == 404


def test_naming_somebody_a_co_author_opens_none_of_their_files(secrets):
    image, document = CustomImage.objects.get(), get_document_model().objects.get()
    victim = AuthorPage.objects.get(user=image.uploaded_by_user_id)
    thief = AuthorPageFactory(is_trusted=True)
    article = ArticlePageFactory(
        parent=AnthologyPageFactory(parent=thief),
        markdown=f"![图](image:{image.pk}) [文件](doc:{document.pk})",
    )
    before = [Client().get(url).status_code for url in (image.file.url, document.url)]
    article = ArticlePage.objects.get(pk=article.pk)
    article.co_author_links.add(CoAuthor(author=victim))

    article.save_revision(user=thief.user).publish()

    after = [Client().get(url).status_code for url in (image.file.url, document.url)]
    assert (before, after) == ([404, 404], [404, 404])


def test_what_somebody_left_behind_is_not_everybodys():
    victim = AuthorPageFactory().user
    image = CustomImageFactory(uploaded_by_user=victim)
    thief = AuthorPageFactory(is_trusted=True)
    article = ArticlePageFactory(
        parent=AnthologyPageFactory(parent=thief), markdown=f"![图](image:{image.pk})"
    )
    assert Client().get(image.file.url).status_code == 404
    victim.delete()

    article = ArticlePage.objects.get(pk=article.pk)
    article.save_revision(user=thief.user).publish()

    assert Client().get(image.file.url).status_code == 404
