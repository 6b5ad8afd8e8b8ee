"""What the site says of itself: stored for each site, with defaults, linked safely."""

import pytest

from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation

from wagtail.models import Locale, Site

from core.identity import Identity
from home.models import FooterLink, HomePage, SiteSettings, SocialAccount, StandardPage
from home.receivers import render_all_standard_pages, render_standard_pages
from home.tests.factories import StandardPageFactory, home_page
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> SiteSettings:
    return SiteSettings.for_site(Site.objects.get(is_default_site=True))


def test_a_new_site_has_a_name_and_no_slogan(own):
    assert SiteSettings.identity() == Identity("荏苒", "")


def test_before_there_are_settings_there_is_no_identity():
    SiteSettings.objects.all().delete()

    assert SiteSettings.identity() == Identity()


def test_the_identity_is_the_default_sites(own):
    own.name, own.slogan = "时光", "慢慢地写"
    own.save()
    other = Site.objects.create(hostname="b.example", root_page=home_page())
    elsewhere = SiteSettings.for_site(other)
    elsewhere.name = "别处"
    elsewhere.save()

    assert SiteSettings.identity() == Identity("时光", "慢慢地写")


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("name", 40),
        ("slogan", 80),
        ("icp_number", 60),
        ("police_number", 60),
        ("copyright_notice", 120),
    ],
)
def test_words_fit_their_place_to_the_last_sign(own, field, most):
    setattr(own, field, "荏" * most)
    own.full_clean()

    setattr(own, field, "荏" * (most + 1))
    with pytest.raises(ValidationError) as caught:
        own.full_clean()
    assert set(caught.value.error_dict) == {field}


def test_a_site_needs_a_name_and_nothing_else(own):
    own.full_clean()

    own.name = ""
    with pytest.raises(ValidationError) as caught:
        own.full_clean()
    assert set(caught.value.error_dict) == {"name"}


def test_the_mark_may_be_deleted_and_the_settings_stay(own):
    own.mark = CustomImageFactory()
    own.save()

    own.mark.delete()

    assert SiteSettings.objects.get(pk=own.pk).mark is None


def test_a_link_to_a_page_follows_it_and_goes_with_it(own):
    page = StandardPageFactory(slug="guan-yu")
    row = FooterLink.objects.create(
        settings=own, label="关于", page=page, url="https://example.com/"
    )
    assert row.address == "/guan-yu/"

    page.delete()

    assert not FooterLink.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "weibo.com/renran", ""])
def test_a_social_account_has_a_whole_address(own, url):
    with pytest.raises(ValidationError) as caught:
        SocialAccount(settings=own, label="微博", url=url, sort_order=0).full_clean()

    assert set(caught.value.error_dict) == {"url"}


# --- Agreements ------------------------------------------------------------------


def agreements(language: str = "zh-hans") -> str:
    page = Template(
        "{% load agreements %}{% agreement_links as a %}{{ a.terms }}|{{ a.privacy }}"
    )
    with translation.override(language):
        return page.render(Context())


def link(address: str, words: str) -> str:
    return f'<a href="{address}" target="_blank">{words}</a>'


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "用户协议|隐私政策"), ("en", "terms|privacy policy")],
)
def test_agreements_that_are_not_written_are_words(language, words):
    assert agreements(language) == words


def test_agreements_are_asked_for_in_one_query(django_assert_num_queries):
    StandardPageFactory(slug="terms")
    StandardPageFactory(slug="privacy").get_url()

    with django_assert_num_queries(1):
        found = agreements()

    assert found == f"{link('/terms/', '用户协议')}|{link('/privacy/', '隐私政策')}"


def test_a_page_of_that_name_somewhere_below_counts_too():
    rules = StandardPageFactory(slug="gui-ze")
    StandardPageFactory(slug="terms", parent=rules)

    assert agreements() == f"{link('/gui-ze/terms/', '用户协议')}|隐私政策"


# --- Plain pages -----------------------------------------------------------------


def html(page: StandardPage) -> str:
    return StandardPage.objects.get(pk=page.pk).body_html


@pytest.mark.parametrize("by_name", [True, False])
def test_only_the_plain_pages_that_are_named_are_rendered(by_name):
    named, other = (StandardPageFactory(body="**新**") for _page in range(2))
    StandardPage.objects.update(body_html="旧")
    ids = [named.pk, home_page().pk, 10_000_000]

    args, kwargs = ((), {"ids": ids}) if by_name else ((ids,), {})
    render_standard_pages(None, args=args, kwargs=kwargs)

    assert html(named) == "<p><strong>新</strong></p>\n"
    assert html(other) == "旧"


def test_all_plain_pages_are_rendered_live_or_not():
    pages = [StandardPageFactory(body="*新*", live=live) for live in (True, False)]
    StandardPage.objects.update(body_html="旧")

    render_all_standard_pages()

    assert {html(page) for page in pages} == {"<p><em>新</em></p>\n"}


def test_an_english_page_is_rendered_in_english():
    home = HomePage.objects.get(locale=Locale.objects.get(language_code="en"))
    chinese = StandardPageFactory(body="> [!NOTE]\n> 注")
    english = StandardPageFactory(body="> [!NOTE]\n> 注", parent=home)

    titles = [
        ("注意" in html(page), "Note" in html(page)) for page in (chinese, english)
    ]
    assert titles == [(True, False), (False, True)]


def test_a_plain_page_without_words_is_empty():
    assert html(StandardPageFactory(body="")) == ""
