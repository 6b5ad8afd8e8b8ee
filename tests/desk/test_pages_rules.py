"""Eight page types: what stands below what, each made, read and edited."""

from datetime import timedelta

import pytest
from wagtail_factories import PageFactory

from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page, Revision, get_page_models
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data

from accounts.tests.factories import UserFactory
from articles.models import (
    AnthologyPage,
    ArticlePage,
    AuthorIndexPage,
    AuthorPage,
    TopicIndexPage,
    TopicPage,
)
from articles.tests import factories as article_factories
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
    author_index,
    topic_index,
)
from home.models import HomePage, StandardPage
from home.tests import factories as home_factories
from home.tests.factories import StandardPageFactory, home_page

# page type: (allowed parents, allowed children)
RULES = {
    HomePage: ({Page}, {TopicIndexPage, AuthorIndexPage, StandardPage}),
    StandardPage: ({HomePage, StandardPage}, {StandardPage}),
    TopicIndexPage: ({HomePage}, {TopicPage}),
    TopicPage: ({TopicIndexPage, TopicPage}, {TopicPage}),
    AuthorIndexPage: ({HomePage}, {AuthorPage}),
    AuthorPage: ({AuthorIndexPage}, {AnthologyPage}),
    AnthologyPage: ({AuthorPage}, {ArticlePage}),
    ArticlePage: ({AnthologyPage}, set()),
}


def factories() -> dict[type, type]:
    """Page model → its factory, from the factories' modules."""
    found = {}
    for module in (article_factories, home_factories):
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, PageFactory):
                found[thing._meta.model] = thing
    return found


def one_of_each() -> dict[type, Page]:
    """A live page of every type; the single ones are those of the migrations."""
    article = ArticlePageFactory()
    return {
        HomePage: home_page(),
        StandardPage: StandardPageFactory(body="# 关于\n\n正文。"),
        TopicIndexPage: topic_index(),
        TopicPage: TopicPageFactory(),
        AuthorIndexPage: author_index(),
        AuthorPage: article.author_page,
        AnthologyPage: article.anthology,
        ArticlePage: article,
    }


def own_page_models() -> set[type]:
    return {
        model for model in get_page_models() if not model.__module__.startswith("wag")
    }


class PageTreeTests(WagtailPageTestCase):
    def test_the_rules_speak_of_every_page_type(self):
        assert own_page_models() == set(RULES)

    def test_allowed_parents_and_children(self):
        for model, (parents, children) in RULES.items():
            self.assertAllowedParentPageTypes(model, parents)
            self.assertAllowedSubpageTypes(model, children)

    def test_there_is_one_index_of_a_kind(self):
        assert not TopicIndexPage.can_create_at(home_page())
        assert not AuthorIndexPage.can_create_at(home_page())

    def test_every_page_type_has_a_factory(self):
        assert set(factories()) - {Page} == own_page_models()

    def test_every_page_type_renders_and_previews(self):
        user = UserFactory(is_superuser=True, is_staff=True)
        for page in one_of_each().values():
            self.assertPageIsRoutable(page)
            self.assertPageIsRenderable(page)
            self.assertPageIsPreviewable(page, post_data=post_data_of(page), user=user)

    def test_every_page_type_can_be_edited(self):
        user = UserFactory(is_superuser=True, is_staff=True)
        for page in one_of_each().values():
            self.assertPageIsEditable(page, post_data=post_data_of(page), user=user)


def post_data_of(page: Page) -> dict:
    """What the edit form of `page` sends when nobody touched it."""
    form_class = type(page).get_edit_handler().get_form_class()
    form = form_class(instance=page, for_user=UserFactory(is_superuser=True))
    data = {}
    for name, field in form.fields.items():
        if name == "body" and isinstance(page, ArticlePage):
            continue
        value = form.initial.get(name, field.initial)
        data[name] = field.prepare_value(value)
    data = {name: value for name, value in data.items() if value not in (None, [])}
    for formset in form.formsets.values():
        management = formset.management_form
        for name, value in management.initial.items():
            data[f"{formset.prefix}-{name}"] = "" if value is None else value
    if isinstance(page, ArticlePage):
        block = {"deleted": "", "order": "0", "type": "markdown", "id": ""}
        data |= nested_form_data({"body": {"count": "1", "0": block | {"value": "文"}}})
    return data


# --- Addresses through the admin ----------------------------------------------------


def added(client, parent: Page, kind: str, title: str, slug: str = "") -> Page:
    """A draft written in the admin by a superuser; the slug left blank by default."""
    app, model = kind.split(".")
    address = reverse("wagtailadmin_pages:add", args=[app, model, parent.pk])
    page_class = {m._meta.label_lower: m for m in RULES}[kind.lower()]
    data = post_data_of(page_class(title=title)) | {"title": title, "slug": slug}
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    # The same form sent at once would lead to this page (articles.admin.bounds).
    Revision.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    return children(parent)[-1]


def children(parent: Page) -> list[Page]:
    return list(Page.objects.get(pk=parent.pk).get_children())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("重庆银行的长处", "chong-qing-yin-hang-de-chang-chu"),
        ("Python 3 入门", "python-3-ru-men"),
        ("🌱🌿", "article"),
        ("。。。", "article"),
        ("Ça va été", "ca-va-ete"),
        ("ไทย", "aithy"),
    ],
)
def test_the_address_is_the_pinyin_of_the_title(admin_client, title, slug):
    anthology = AnthologyPageFactory()

    pages = [added(admin_client, anthology, "articles.articlepage", title)]
    pages.append(added(admin_client, anthology, "articles.articlepage", title))

    assert [page.slug for page in pages] == [slug, f"{slug}-2"]


@pytest.mark.django_db
def test_a_written_slug_is_kept_and_may_not_be_taken_twice(admin_client):
    anthology = AnthologyPageFactory()
    first = added(admin_client, anthology, "articles.articlepage", "造纸", "paper")
    address = reverse(
        "wagtailadmin_pages:add", args=["articles", "articlepage", anthology.pk]
    )

    answer = admin_client.post(
        address,
        post_data_of(ArticlePage()) | {"title": "又", "slug": "paper"},
    )

    assert first.slug == "paper"
    assert list(answer.context["form"].errors) == ["slug"]
    assert len(children(anthology)) == 1


@pytest.mark.django_db
def test_a_title_of_255_characters_fits_and_one_of_300_is_refused(admin_client):
    anthology = AnthologyPageFactory()
    page = added(admin_client, anthology, "articles.articlepage", "长" * 255)
    address = reverse(
        "wagtailadmin_pages:add", args=["articles", "articlepage", anthology.pk]
    )

    answer = admin_client.post(
        address, post_data_of(ArticlePage()) | {"title": "长" * 300, "slug": ""}
    )

    assert page.slug == "-".join(["chang"] * 13)
    assert list(answer.context["form"].errors) == ["title"]
    assert len(children(anthology)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "fallback"),
    [
        ("articles.topicpage", "topic"),
        ("articles.anthologypage", "anthology"),
        ("home.standardpage", "page"),
    ],
)
def test_what_cannot_be_spelled_gets_the_name_of_its_kind(admin_client, kind, fallback):
    parent = {
        "articles.topicpage": topic_index,
        "articles.anthologypage": AuthorPageFactory,
        "home.standardpage": home_page,
    }[kind]()

    assert added(admin_client, parent, kind, "🌱").slug == fallback
