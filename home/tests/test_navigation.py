"""Menu, foot, languages and the way back up: right, and in few queries."""

import pytest

from django.template import Context
from django.test import RequestFactory
from django.utils import translation

from wagtail.models import Locale, Page, PageViewRestriction, Site

from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory, TopicPageFactory
from home.models import FooterLink, SiteSettings, SocialAccount
from home.templatetags.navigation import (
    Link,
    language_links,
    site_links,
    site_menu,
    trail,
)
from home.tests.factories import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


def context_for(page: Page | None = None) -> Context:
    request = RequestFactory().get(page.url if page else "/tags/")
    return Context({"request": request, "page": page})


def titles(items) -> list:
    return [(item.title, titles(item.children)) for item in items]


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )


@pytest.fixture
def site_settings() -> SiteSettings:
    return SiteSettings.for_site(Site.objects.get(is_default_site=True))


def test_menu_is_the_topic_tree_of_what_readers_may_open():
    city = TopicPageFactory(title="城市")
    TopicPageFactory(title="食事", parent=city)
    TopicPageFactory(title="草稿", live=False)
    TopicPageFactory(title="不进菜单", show_in_menus=False)
    locked = TopicPageFactory(title="上锁")
    restrict(locked)
    TopicPageFactory(title="锁在里面", parent=locked)

    menu = site_menu(context_for(home_page()))

    assert titles(menu.topics) == [("城市", [("食事", [])])]
    assert (menu.topic_index.url, menu.author_index.url) == ("/topics/", "/authors/")


def test_topic_below_one_that_is_not_in_the_menu_moves_up():
    hidden = TopicPageFactory(title="不进菜单", show_in_menus=False)
    TopicPageFactory(title="食事", parent=hidden)

    assert titles(site_menu(context_for()).topics) == [("食事", [])]


def test_plain_pages_join_the_menu_only_when_asked_to():
    StandardPageFactory(title="关于", show_in_menus=True)
    StandardPageFactory(title="条款")

    assert [item.title for item in site_menu(context_for()).pages] == ["关于"]


def test_menu_speaks_the_language_of_the_address():
    topic = TopicPageFactory(title="手艺")
    english = topic.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    english.title, english.live = "Craft", True
    english.save()

    with translation.override("en"):
        menu = site_menu(context_for())

    assert titles(menu.topics) == [("Craft", [])]


def test_the_whole_frame_costs_five_queries(site_settings, django_assert_num_queries):
    topic = TopicPageFactory(title="城市")
    below = TopicPageFactory(title="食事", parent=topic)
    about = StandardPageFactory(title="关于")
    FooterLink.objects.create(settings=site_settings, label="关于我们", page=about)
    context = context_for(below)
    _warm_site_roots = below.get_url(context["request"])
    _warm_settings = SiteSettings.for_request(context["request"])

    with django_assert_num_queries(5):
        site_menu(context)
        language_links(context)
        links = site_links(context)
        above = trail(below)

    assert [page.title for page in above] == ["专题", "城市"]
    assert links.footer == [Link("关于我们", about.url)]


def test_foot_leaves_out_what_leads_nowhere_or_astray(site_settings):
    draft = StandardPageFactory(title="草稿", live=False)
    rows = (
        {"label": "草稿", "page": draft},
        {"label": "脚本", "url": "javascript:alert(1)"},
        {"label": "外面", "url": "https://example.com/"},
        {"label": "里面", "url": "/tags/"},
    )
    for order, row in enumerate(rows):
        FooterLink.objects.create(settings=site_settings, sort_order=order, **row)
    SocialAccount.objects.create(
        settings=site_settings, label="博客", url="https://example.org/"
    )

    links = site_links(context_for())

    assert [link.label for link in links.footer] == ["外面", "里面"]
    assert links.social == [Link("博客", "https://example.org/")]


def test_language_link_leads_to_the_translation_of_the_page():
    topic = TopicPageFactory(title="手艺", slug="craft")
    english = topic.copy_for_translation(
        Locale.objects.get(language_code="en"), copy_parents=True
    )
    english.live = True
    english.save()

    chinese_link, english_link = language_links(context_for(topic))

    assert (chinese_link.is_current, chinese_link.page) == (True, topic)
    assert english_link.url == "/en/topics/craft/"
    assert english_link.page.pk == english.pk


def test_language_link_leads_home_where_there_is_no_translation():
    article = ArticlePageFactory()

    _chinese, english = language_links(context_for(article))

    assert (english.url, english.page) == ("/en/", None)


def test_language_link_of_an_address_beside_the_tree_changes_its_prefix():
    _chinese, english = language_links(context_for())

    assert (english.url, english.page) == ("/en/tags/", None)


def test_article_knows_its_trail_without_asking(django_assert_num_queries):
    ArticlePageFactory()
    article = ArticlePage.objects.for_reading().get()
    author, anthology = article.author_page, article.anthology

    with django_assert_num_queries(0):
        above = trail(article)

    assert above == [author, anthology]
