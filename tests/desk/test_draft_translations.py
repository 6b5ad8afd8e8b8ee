"""What wagtail-localize makes is a draft until somebody publishes it."""

import pytest
from wagtail_localize.models import (
    LocaleSynchronization,
    StringSegment,
    Translation,
)

from django.urls import reverse

from wagtail.models import Locale, Page

from accounts.tests.factories import UserFactory
from articles.admin.half_translated import CONFIRMED
from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory
from home.tests.factories import StandardPageFactory, home_page
from tests.desk.translating import publish, submit, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def english() -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def article() -> ArticlePage:
    return ArticlePageFactory(title="造纸")


def live_in(locale: Locale) -> int:
    return Page.objects.filter(locale=locale, live=True).count()


@pytest.mark.parametrize("with_all_below", [False, True])
def test_a_page_handed_in_for_translation_is_a_draft(
    admin, article, english, with_all_below, django_capture_on_commit_callbacks
):
    before = live_in(english)
    top = article.author_page if with_all_below else article

    with django_capture_on_commit_callbacks(execute=True):
        for above in () if with_all_below else (article.author_page, article.anthology):
            submit(admin, above, english)
        submit(admin, top, english, include_subtree="on" if with_all_below else "")

    translation = article.get_translation(english)
    assert (translation.live, live_in(english)) == (False, before)
    assert admin.get(translation.get_url()).status_code == 404


def title_of(translation: Translation) -> StringSegment:
    return StringSegment.objects.get(source=translation.source, context__path="title")


def test_what_is_written_piece_by_piece_is_what_readers_get(
    admin, article, english, django_capture_on_commit_callbacks
):
    for page in (article.author_page, article.anthology, article):
        submit(admin, page, english)
    translation = Translation.objects.get(source__object_id=article.translation_key)

    title = title_of(translation)
    answers = [write(admin, translation, title, text) for text in ("Paper", "Papers")]

    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[1].json()["data"] == "Papers"
    with django_capture_on_commit_callbacks(execute=True):
        assert publish(admin, translation, **{CONFIRMED: "yes"}).status_code == 302
    page = article.get_translation(english)
    assert (page.live, page.title) == (True, "Papers")
    assert "Papers" in admin.get(page.url).content.decode()


def test_it_is_out_when_somebody_publishes_it(
    admin, article, english, django_capture_on_commit_callbacks
):
    for page in (article.author_page, article.anthology, article):
        submit(admin, page, english)
    translation = Translation.objects.get(source__object_id=article.translation_key)

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    page = article.get_translation(english)
    assert page.live
    assert admin.get(page.url).status_code == 200


@pytest.fixture
def synchronised(english, django_capture_on_commit_callbacks) -> Locale:
    with django_capture_on_commit_callbacks(execute=True):
        LocaleSynchronization.objects.create(
            locale=english, sync_from=Locale.get_default()
        )
    return english


def test_the_tree_of_another_language_fills_with_drafts(article, english, request):
    before = live_in(english)

    request.getfixturevalue("synchronised")

    copies = Page.objects.filter(locale=english, alias_of__isnull=False)
    assert article.get_translation(english) in copies.specific()
    assert (copies.filter(live=True).count(), live_in(english)) == (0, before)


def test_a_page_made_in_the_editor_is_not_out_in_another_language(admin, synchronised):
    address = reverse(
        "wagtailadmin_pages:add", args=["home", "standardpage", home_page().pk]
    )

    admin.post(
        address,
        {
            "title": "关于",
            "slug": "guan-yu",
            "body": "正文",
            "action-publish": "1",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
        },
    )

    assert admin.get("/guan-yu/").status_code == 200
    copy = Page.objects.get(slug="guan-yu", locale=synchronised)
    assert (copy.live, admin.get("/en/guan-yu/").status_code) == (False, 404)


def test_publishing_the_source_again_publishes_no_copy(admin, synchronised):
    page = StandardPageFactory(slug="bang-zhu")
    copy = page.copy_for_translation(synchronised, alias=True)

    page.save_revision().publish()

    copy.refresh_from_db()
    assert (copy.live, admin.get("/en/bang-zhu/").status_code) == (False, 404)


def test_an_alias_in_the_same_language_is_out_with_its_source(article):
    alias = article.create_alias(update_slug="bie-ming")

    assert ArticlePage.objects.published().contains(alias)
