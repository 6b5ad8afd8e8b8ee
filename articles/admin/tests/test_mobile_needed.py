"""Where the site asks for it, nobody publishes without a verified number."""

import pytest

from django.test import Client
from django.urls import reverse

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.admin.tests.test_workflow import post_data, signed_in
from articles.models import ArticlePage
from articles.services import open_notebook
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory

pytestmark = pytest.mark.django_db

TOLD = "提交或发布之前，需要先绑定手机号。文章可以照常保存成草稿，一个字也不会丢。"
WAYS = ["action-submit", "action-publish"]


@pytest.fixture(autouse=True)
def needed(settings):
    settings.CONTRIBUTING_NEEDS_MOBILE = True


@pytest.fixture
def author():
    user = UserFactory(username="shen", nickname="沈砚秋")
    page = open_notebook(user=user).author
    page.is_trusted = True
    page.save_revision().publish()
    return user


def write(author, way: str) -> tuple[Client, ArticlePage]:
    client = signed_in(author)
    add = client.get("/write/")["Location"]
    answer = client.post(add, post_data("修书", "旧书**要慢修**。", **{way: "1"}))
    assert answer.status_code == 302
    return client, ArticlePage.objects.get(draft_title="修书")


def is_draft(article: ArticlePage) -> bool:
    return not article.live and article.current_workflow_state is None


@pytest.mark.parametrize("way", WAYS)
def test_a_new_article_is_kept_as_a_draft_and_the_way_on_is_shown(author, way):
    client, article = write(author, way)

    assert is_draft(article)
    assert article.get_latest_revision_as_object().body[0].value == "旧书**要慢修**。"
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert TOLD in page.content.decode()
    assert 'href="/me/security/mobile/"' in page.content.decode()


@pytest.mark.parametrize("way", [*WAYS, "action-restart-workflow"])
def test_an_edit_is_kept_as_a_draft(author, way):
    client, article = write(author, "action-save")
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    client.post(edit, post_data("修书", "第二版。", slug=article.slug, **{way: "1"}))

    article = ArticlePage.objects.get(pk=article.pk)
    assert is_draft(article)
    assert article.get_latest_revision_as_object().body[0].value == "第二版。"


def test_a_published_article_stays_as_it_was(author, settings):
    settings.CONTRIBUTING_NEEDS_MOBILE = False
    client, article = write(author, "action-publish")
    settings.CONTRIBUTING_NEEDS_MOBILE = True
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    client.post(
        edit,
        post_data("修书", "第二版。", slug=article.slug, **{"action-publish": "1"}),
    )

    article = ArticlePage.objects.get(pk=article.pk)
    assert "慢修" in article.rendering.text
    assert article.get_latest_revision_as_object().body[0].value == "第二版。"


def test_many_are_not_published_at_once_either(author):
    client, article = write(author, "action-save")
    publish = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    client.post(f"{publish}?id={article.pk}", {"include_descendants": ""})

    assert is_draft(ArticlePage.objects.get(pk=article.pk))


def test_a_copy_is_a_draft(author, settings):
    settings.CONTRIBUTING_NEEDS_MOBILE = False
    client, article = write(author, "action-publish")
    settings.CONTRIBUTING_NEEDS_MOBILE = True

    client.post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        {
            "new_title": "抄本",
            "new_slug": "chaoben",
            "new_parent_page": article.get_parent().pk,
            "publish_copies": "on",
            "alias": "",
        },
    )

    assert is_draft(ArticlePage.objects.get(title="抄本"))


@pytest.mark.parametrize("way", WAYS)
def test_with_a_number_all_is_as_ever(author, way):
    author.mobile = "+8613812345678"
    author.save()

    client, article = write(author, way)

    assert not is_draft(article)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert TOLD not in page.content.decode()


@pytest.mark.parametrize("way", WAYS)
def test_where_the_site_does_not_ask_all_is_as_ever(author, settings, way):
    settings.CONTRIBUTING_NEEDS_MOBILE = False

    _client, article = write(author, way)

    assert not is_draft(article)


def test_editors_publish_what_authors_wrote():
    article = ArticlePageFactory(parent=AnthologyPageFactory(), live=False)
    editor = UserFactory(groups=[roles.EDITORS])
    article.save_revision()

    signed_in(editor).post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        post_data("修书", "旧书。", slug=article.slug, **{"action-publish": "1"}),
    )

    assert ArticlePage.objects.get(pk=article.pk).live


def test_other_pages_are_left_alone(author):
    client = signed_in(author)
    page = author.author_pages.get()

    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content

    assert TOLD not in text.decode()
