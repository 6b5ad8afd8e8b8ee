"""Every kind of privacy to its end, in both languages, and addresses the site keeps."""

import pytest
from playwright.sync_api import expect

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from wagtail import urls as wagtail_urls
from wagtail.models import Locale, Page, PageViewRestriction

from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory
from core.pages.addresses import reserved_slugs
from home.models import HomePage, StandardPage
from home.tests.factories import StandardPageFactory, home_page
from serving.lookup import serve
from tests.browser import NARROW, agree, shoot, sign_in

pytestmark = pytest.mark.django_db
SECRET = "院子里的井"


def restrict(page: Page, kind: str, **values) -> PageViewRestriction:
    return PageViewRestriction.objects.create(
        page=page, restriction_type=kind, **values
    )


@pytest.fixture
def well() -> StandardPage:
    return StandardPageFactory(title=SECRET, slug="jing", body=SECRET)


@pytest.fixture
def english_well() -> StandardPage:
    english = Locale.objects.get(language_code="en")
    home = HomePage.objects.get(locale=english)
    return StandardPageFactory(parent=home, title=SECRET, slug="well", locale=english)


def test_all_of_wagtails_addresses_beside_the_pages_are_there():
    names = [entry.name for entry in wagtail_urls.urlpatterns if "_util" in str(entry)]
    assert len(names) == 2

    for name in names:
        arguments = [1, 2] if "password" in name else []
        for language in ("zh-hans", "en"):
            with translation.override(language):
                assert resolve(reverse(name, args=arguments)).func is not serve


@pytest.mark.parametrize("name", ["well", "english_well"])
def test_the_shared_password_opens_the_page_and_what_is_below(name, request, client):
    page = request.getfixturevalue(name)
    below = StandardPageFactory(
        parent=page, slug="below", locale=page.locale, body=SECRET
    )
    restriction = restrict(page, "password", password="芝麻 开门")

    asked = client.get(below.url)
    action = asked.context_data["action_url"]
    wrong = client.post(action, {"password": "芝麻", "return_url": below.url})
    right = client.post(action, {"password": "芝麻 开门", "return_url": below.url})

    assert action == (
        f"{'/en' if name == 'english_well' else ''}"
        f"/_util/authenticate_with_password/{restriction.pk}/{below.pk}/"
    )
    assert SECRET not in asked.content.decode() + wrong.content.decode()
    assert "no-store" in asked["Cache-Control"]
    assert wrong.status_code == 200
    assert (right.status_code, right["Location"]) == (302, below.url)
    for opened in (page, below):
        answer = client.get(opened.url)
        assert (answer.status_code, answer.context_data["page"]) == (200, opened)
        assert "no-store" in answer["Cache-Control"]
    assert SECRET not in Client().get(below.url).content.decode()


def test_the_password_leads_back_to_no_other_site(well, client):
    restriction = restrict(well, "password", password="山")
    action = reverse(
        "wagtailcore_authenticate_with_password", args=[restriction.pk, well.pk]
    )

    answer = client.post(
        action, {"password": "山", "return_url": "https://evil.example/"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get(action)["Location"] == well.url


@pytest.mark.parametrize("what", ["draft", "other page", "other kind", "absent"])
def test_no_page_is_named_by_a_password_that_is_not_its_own(what, well, client):
    restriction = restrict(well, "login" if what == "other kind" else "password")
    draft = StandardPageFactory(title="草稿", live=False, parent=well)
    page = {"draft": draft, "other kind": well}.get(what, StandardPageFactory())
    if what == "absent":
        article = ArticlePageFactory(live=False)
        page = article.create_alias(update_slug="bie-ming")
        Page.objects.filter(pk=page.pk).update(live=True)
        restriction = restrict(page, "password", password="山")
    action = reverse(
        "wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk]
    )

    assert client.get(action).status_code == 404
    assert client.post(action, {"password": ""}).status_code == 404


@pytest.mark.parametrize(("name", "door"), [("well", ""), ("english_well", "/en")])
def test_signing_in_is_asked_for_in_the_language_of_the_page(
    name, door, request, client
):
    page = request.getfixturevalue(name)
    restrict(page, "login")

    asked = client.get(page.url)
    client.force_login(UserFactory())

    assert asked["Location"] == f"{door}/accounts/login/?next={page.url}"
    assert client.get(page.url).status_code == 200


def test_who_is_not_in_the_group_is_told_so_and_not_sent_in_circles(well, client):
    group = Group.objects.create(name="邻居")
    restrict(well, "groups").groups.add(group)
    stranger, neighbour = UserFactory(), UserFactory()
    neighbour.groups.add(group)

    asked = client.get(well.url)
    client.force_login(stranger)
    refused = client.get(well.url)
    client.force_login(neighbour)

    assert asked["Location"] == f"/accounts/login/?next={well.url}"
    assert refused.status_code == 403
    assert "不在其中" in refused.content.decode()
    assert SECRET not in refused.content.decode()
    assert client.get(well.url).status_code == 200


# --- Addresses the site keeps ------------------------------------------------------

KEPT = (
    "search tags me en zh-hans _util admin accounts api documents media static p "
    "write archive healthz readyz"
).split()


def test_what_is_kept_comes_from_the_patterns():
    assert set(KEPT) <= reserved_slugs()
    assert not {"topics", "authors", "about", "help"} & reserved_slugs()


@pytest.mark.parametrize("slug", ["search", "Tags", "_util", "en"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_at_the_root_takes_no_address_the_site_needs(slug, language):
    home = HomePage.objects.get(locale__language_code=language)
    before = home.get_children().count()

    with pytest.raises(ValidationError) as refused:
        home.add_child(instance=StandardPage(title="页", slug=slug, locale=home.locale))

    assert "网站自己要用" in str(refused.value)
    assert HomePage.objects.get(pk=home.pk).get_children().count() == before


def test_deeper_down_every_address_is_free(well):
    page = well.add_child(instance=StandardPage(title="搜", slug="search"))

    assert page.url == "/jing/search/"


def test_an_address_made_from_a_title_steps_aside():
    page = home_page().add_child(instance=StandardPage(title="Search"))

    assert page.slug == "search-2"


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_the_editor_refuses_kindly(admin):
    address = reverse(
        "wagtailadmin_pages:add", args=["home", "standardpage", home_page().pk]
    )

    answer = admin.post(
        address,
        {"title": "页", "slug": "search", "body": "", "comments-TOTAL_FORMS": 0},
    )

    assert "网站自己要用" in answer.content.decode()
    assert not StandardPage.objects.filter(slug="search").exists()


def test_neither_move_nor_copy_nor_alias_takes_it(admin, well):
    page = StandardPageFactory(parent=well, slug="search")
    home = home_page()

    moved = admin.post(
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]), follow=True
    )
    in_bulk = admin.post(
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'move'])}"
        f"?id={page.pk}&next=/admin/",
        {"chooser": home.pk},
        follow=True,
    )
    copied = [
        admin.post(
            reverse("wagtailadmin_pages:copy", args=[page.pk]),
            {
                "new_title": "副本",
                "new_slug": "search",
                "new_parent_page": home.pk,
                **more,
            },
        )
        for more in ({}, {"alias": "on"})
    ]

    for answer in (moved, in_bulk, *copied):
        assert "网站自己要用" in answer.content.decode()
    with pytest.raises(ValidationError):
        page.move(home, pos="last-child")
    assert Page.objects.get(pk=page.pk).url_path == f"{well.url_path}search/"
    assert Page.objects.filter(slug="search").count() == 1


def test_the_admin_api_refuses_too(admin, well):
    page = StandardPageFactory(parent=well, slug="tags")
    for action, data in (
        ("move", {"destination_page_id": home_page().pk, "position": "last-child"}),
        ("copy", {"destination_page_id": home_page().pk}),
        ("create_alias", {"destination_page_id": home_page().pk}),
    ):
        answer = admin.post(
            f"/admin/api/main/pages/{page.pk}/action/{action}/",
            data,
            content_type="application/json",
        )
        assert answer.status_code == 400, (action, answer.content)

    assert Page.objects.filter(slug="tags").count() == 1


# --- In a browser ------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_every_kind_of_privacy_in_a_browser(room):
    password, login = StandardPageFactory(slug="mi"), StandardPageFactory(slug="deng")
    groups = StandardPageFactory(slug="zu", title=SECRET)
    restrict(password, "password", password="芝麻")
    restrict(login, "login")
    restrict(groups, "groups").groups.add(Group.objects.create(name="邻居"))
    window = room.open(viewport=NARROW)

    window.goto("/mi/")
    window.get_by_label("密码").fill("绿豆")
    window.get_by_role("button", name="打开").click()
    expect(window.get_by_role("alert")).to_contain_text("密码不对")
    shoot(window, "locked")
    window.get_by_label("密码").fill("芝麻")
    window.get_by_role("button", name="打开").click()
    expect(window.get_by_role("heading", level=1)).to_have_text(password.title)

    window.goto("/deng/")
    sign_in(window, UserFactory(username="linju"))
    agree(window)
    expect(window.get_by_role("heading", level=1)).to_have_text(login.title)
    assert window.goto("/zu/").status == 403
    room.errors.clear()  # Chromium logs the refusal
    expect(window.get_by_role("heading", level=1)).to_have_text("这一页不对你开放")
    shoot(window, "not-for-you")
