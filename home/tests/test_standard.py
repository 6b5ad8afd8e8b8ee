"""Plain pages: their text is rendered when saved, and follows what it points at."""

import pytest

from django.core.management import call_command

from wagtail.models import Page, ReferenceIndex

from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)
from home.models import StandardPage
from home.tests.factories import StandardPageFactory
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db
BROKEN = '<p>见<span class="broken-reference">目标</span>。</p>\n'


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block whose tasks run at its end, as they do after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def target(committed):
    with committed():
        return ArticlePageFactory(title="目标", slug="mu-biao")


@pytest.fixture
def about(target, committed):
    with committed():
        return StandardPageFactory(body=f"见[目标](page:{target.pk})。")


def html(page) -> str:
    return StandardPage.objects.get(pk=page.pk).body_html


def link_to(url: str) -> str:
    return f'<p>见<a href="{url}">目标</a>。</p>\n'


def test_the_index_knows_what_the_text_points_at(about, target):
    [row] = ReferenceIndex.objects.filter(
        object_id=str(about.pk), model_path__startswith="body"
    )
    assert (row.to_content_type.model, row.to_object_id) == ("page", str(target.pk))
    assert row.describe_source_field() == "正文"


def test_a_link_follows_a_new_address(about, target, committed):
    assert html(about) == link_to(target.url)

    with committed():
        target.slug = "xin-di-zhi"
        target.save_revision().publish()

    moved = Page.objects.get(pk=target.pk)
    assert moved.url.endswith("/xin-di-zhi/")
    assert html(about) == link_to(moved.url)


def test_a_link_follows_a_page_that_moves_with_its_parent(about, target, committed):
    with committed():
        target.anthology.move(AuthorPageFactory(title="新家"), pos="last-child")

    moved = Page.objects.get(pk=target.pk)
    assert moved.url.startswith("/authors/xin-jia/")
    assert html(about) == link_to(moved.url)


@pytest.mark.parametrize("gone", ["unpublish", "delete"])
def test_a_link_to_what_is_gone_leaves_its_words(about, target, committed, gone):
    with committed():
        getattr(target, gone)()

    assert html(about) == BROKEN


def test_a_link_comes_back_with_its_page(about, target, committed):
    with committed():
        target.unpublish()
    with committed():
        target.save_revision().publish()

    assert html(about) == link_to(target.url)


def test_a_picture_follows_its_file_and_its_end(committed):
    image = CustomImageFactory()
    with committed():
        page = StandardPageFactory(body=f"![图](image:{image.pk})")
    assert 'width="240"' in html(page)

    with committed():
        image.renditions.all().delete()
        image.file = CustomImageFactory(file__width=120).file
        image.save()
    assert 'width="120"' in html(page)

    with committed():
        image.delete()
    assert "<img" not in html(page)


def test_a_change_elsewhere_renders_nothing(about, committed):
    StandardPage.objects.filter(pk=about.pk).update(body_html="原样")
    with committed():
        AnthologyPageFactory(title="别处").save_revision().publish()

    assert html(about) == "原样"


def test_the_newest_draft_stays_a_draft(about, target, committed):
    about.body = "新稿"
    about.save_revision()

    with committed():
        target.move(AnthologyPageFactory(), pos="last-child")

    stored = StandardPage.objects.get(pk=about.pk)
    assert stored.body_html == link_to(Page.objects.get(pk=target.pk).url)
    assert stored.get_latest_revision_as_object().body == "新稿"


def test_the_command_renders_plain_pages_too(about, target):
    StandardPage.objects.update(body_html="旧")

    call_command("render_articles")

    assert html(about) == link_to(target.url)
