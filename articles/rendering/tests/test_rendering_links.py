"""Links by id in Markdown: known to the reference index, true after every move."""

import json

import pytest
from taggit.models import Tag

from django.core.files.base import ContentFile

from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction, ReferenceIndex

from articles.models import ArticlePage, Submission
from articles.selectors import referring_articles
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


BROKEN = '<p>见<span class="broken-reference">目标</span>。</p>\n'


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block whose tasks run at its end, as they do after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def html(article) -> str:
    row = ArticlePage.objects.get(pk=article.pk).rendering
    return "".join(block["html"] for block in row.blocks)


@pytest.fixture
def target(committed):
    with committed():
        return ArticlePageFactory(title="目标", slug="mu-biao")


@pytest.fixture
def referrer(target, committed):
    with committed():
        return ArticlePageFactory(markdown=f"见[目标](page:{target.pk})。")


def link_to(url: str) -> str:
    return f'<p>见<a href="{url}">目标</a>。</p>\n'


# --- The index --------------------------------------------------------------------


def test_the_index_knows_what_markdown_points_at(target, committed):
    image = CustomImageFactory()
    document = get_document_model().objects.create(title="文件", file="a.pdf")
    source = (
        f"[甲](page:{target.pk}) [又](page:{target.pk}#节) "
        f"![图](image:{image.pk}) [件](doc:{document.pk}) `[码](page:1)`"
    )

    with committed():
        article = ArticlePageFactory(markdown=source)

    found = ReferenceIndex.objects.filter(
        object_id=str(article.pk), model_path__startswith="body"
    )
    assert sorted(
        (row.to_content_type.model, row.to_object_id, row.model_path) for row in found
    ) == [
        ("customimage", str(image.pk), "body.markdown"),
        ("document", str(document.pk), "body.markdown"),
        ("page", str(target.pk), "body.markdown"),
    ]


def test_the_index_looks_into_callouts(target, committed):
    text = f"[甲](page:{target.pk})"
    with committed():
        article = ArticlePageFactory(
            blocks=[("callout", {"kind": "tip", "title": "", "text": text})]
        )

    [row] = ReferenceIndex.objects.filter(
        object_id=str(article.pk), model_path__startswith="body"
    )
    assert (row.to_object_id, row.model_path) == (
        str(target.pk),
        "body.callout.text",
    )


def test_the_admin_says_where_an_image_is_used(committed, admin_client):
    image = CustomImageFactory()
    with committed():
        ArticlePageFactory(title="用图的文章", markdown=f"![图](image:{image.pk})")

    usage = admin_client.get(f"/admin/images/usage/{image.pk}/").content.decode()

    assert "用图的文章" in usage


# --- What follows a change -----------------------------------------------------------


def test_a_link_leads_to_the_page(referrer, target):
    assert html(referrer) == link_to(target.url)


def test_a_link_follows_a_new_address(referrer, target, committed):
    with committed():
        target.slug = "xin-di-zhi"
        target.save_revision().publish()

    moved = ArticlePage.objects.get(pk=target.pk)
    assert moved.url.endswith("/xin-di-zhi/")
    assert html(referrer) == link_to(moved.url)


def test_links_follow_a_page_that_moves_with_its_parent(referrer, target, committed):
    elsewhere = AuthorPageFactory(title="新家")

    with committed():
        target.anthology.move(elsewhere, pos="last-child")

    moved = ArticlePage.objects.get(pk=target.pk)
    assert moved.url.startswith("/authors/xin-jia/")
    assert html(referrer) == link_to(moved.url)


@pytest.mark.parametrize("gone", ["unpublished", "deleted", "with_parent"])
def test_a_link_to_what_is_gone_leaves_its_words(referrer, target, committed, gone):
    with committed():
        if gone == "unpublished":
            target.unpublish()
        elif gone == "deleted":
            target.delete()
        else:
            target.anthology.delete()

    assert html(referrer) == BROKEN


def test_a_link_comes_back_with_its_page(referrer, target, committed):
    with committed():
        target.unpublish()
    with committed():
        target.save_revision().publish()

    assert html(referrer) == link_to(target.url)


def test_links_to_other_kinds_of_pages_follow_too(committed):
    with committed():
        topic = TopicPageFactory(title="手艺", slug="shou-yi")
    with committed():
        article = ArticlePageFactory(markdown=f"见[目标](page:{topic.pk})。")
    assert html(article) == link_to("/topics/shou-yi/")

    with committed():
        topic.unpublish()

    assert html(article) == BROKEN


def test_a_draft_published_after_the_move_links_to_the_new_address(target, committed):
    with committed():
        draft = ArticlePageFactory(live=False, markdown="空")
        draft.body = json.dumps(
            [{"type": "markdown", "value": f"见[目标](page:{target.pk})。", "id": "b"}]
        )
        revision = draft.save_revision()
    with committed():
        target.move(AnthologyPageFactory(), pos="last-child")

    with committed():
        revision.publish()

    assert html(draft) == link_to(ArticlePage.objects.get(pk=target.pk).url)


def test_a_picture_that_was_exchanged_is_shown_anew(committed):
    image = CustomImageFactory()
    with committed():
        article = ArticlePageFactory(
            blocks=[
                ("markdown", f"![图](image:{image.pk})"),
                ("image", {"image": image, "caption": "", "alt": ""}),
            ]
        )
    before = html(article)

    with committed():
        image.renditions.all().delete()
        image.file = CustomImageFactory(file__width=120).file
        image.save()

    after = html(article)
    assert before.count('width="240"') == after.count('width="120"') == 2
    assert 'width="240"' not in after


def test_a_deleted_picture_is_shown_no_more(committed):
    image = CustomImageFactory()
    with committed():
        article = ArticlePageFactory(markdown=f"一![图](image:{image.pk})二")
    assert "<img" in html(article)

    with committed():
        image.delete()

    assert "<img" not in html(article)


@pytest.fixture
def document(committed):
    return get_document_model().objects.create(
        title="文件", file=ContentFile(b"1", name="a.pdf")
    )


def test_a_link_follows_a_document_that_was_replaced(document, committed):
    with committed():
        article = ArticlePageFactory(markdown=f"见[目标](doc:{document.pk})。")
    before = document.url
    assert html(article) == link_to(before)

    with committed():
        document.file = ContentFile(b"2", name="b.pdf")
        document.save()

    assert document.url != before
    assert html(article) == link_to(document.url)


def test_a_link_to_a_deleted_document_leaves_its_words(document, committed):
    with committed():
        article = ArticlePageFactory(markdown=f"见[目标](doc:{document.pk})。")

    with committed():
        document.delete()

    assert html(article) == BROKEN


@pytest.mark.parametrize("place", ["itself", "anthology", "author"])
def test_a_link_goes_and_comes_with_the_privacy_of_its_page(
    referrer, target, committed, place
):
    private = {
        "itself": target,
        "anthology": target.anthology,
        "author": target.author_page,
    }[place]

    with committed():
        restriction = PageViewRestriction.objects.create(
            page=private, restriction_type="login"
        )
    assert html(referrer) == BROKEN

    with committed():
        restriction.delete()
    assert html(referrer) == link_to(target.url)


def test_a_link_to_a_copy_goes_and_comes_with_the_privacy_of_its_source(
    target, committed
):
    with committed():
        alias = target.create_alias(parent=AnthologyPageFactory())
        article = ArticlePageFactory(markdown=f"见[目标](page:{alias.pk})。")
    assert html(article) == link_to(alias.url)

    with committed():
        restriction = PageViewRestriction.objects.create(
            page=target.anthology, restriction_type="login"
        )
    assert html(article) == BROKEN

    with committed():
        restriction.delete()
    assert html(article) == link_to(alias.url)


def test_a_link_written_while_its_page_was_private_comes_back(target, committed):
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=target.anthology, restriction_type="login"
        )
        article = ArticlePageFactory(markdown=f"见[目标](page:{target.pk})。")
    assert html(article) == BROKEN

    with committed():
        restriction.delete()

    assert html(article) == link_to(target.url)


@pytest.mark.parametrize("fields", [None, ["is_private"]])
def test_a_picture_that_became_private_is_shown_no_more(committed, fields):
    image = CustomImageFactory()
    with committed():
        article = ArticlePageFactory(markdown=f"一![图](image:{image.pk})二")
    assert "<img" in html(article)

    with committed():
        image.is_private = True
        image.save(update_fields=fields)
    assert "<img" not in html(article)

    with committed():
        image.is_private = False
        image.save(update_fields=fields)
    assert "<img" in html(article)


def test_an_article_that_moves_to_another_author_leaves_private_pictures(committed):
    with committed():
        article = ArticlePageFactory()
    owner = article.author_page.user
    image = CustomImageFactory(is_private=True, uploaded_by_user=owner)
    with committed():
        article.owner = None
        article.body = [("markdown", f"一![图](image:{image.pk})二")]
        article.save()
    assert "<img" in html(article)

    with committed():
        article.move(AnthologyPageFactory(), pos="last-child")
    assert "<img" not in html(article)


def test_tags_follow_their_names(committed):
    with committed():
        article = ArticlePageFactory()
        article.tags.add("甲", "乙")
        article.save()

    with committed():
        tag = Tag.objects.get(name="甲")
        tag.name = "丙"
        tag.save()
        Tag.objects.get(name="乙").delete()

    row = ArticlePage.objects.get(pk=article.pk).rendering
    assert row.tags == [{"name": "丙", "slug": "甲"}]


def test_only_pages_count_as_referrers(referrer, target, committed):
    """A submission points at the article too; its number is no page's number."""
    with committed():
        Submission.objects.create(article=target, topic=TopicPageFactory())

    assert ReferenceIndex.get_references_to(target).count() == 2
    assert referring_articles(Page.objects.filter(pk=target.pk)) == [referrer.pk]
