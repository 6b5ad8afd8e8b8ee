"""Who signs up can read what they agree to, once an editor has published it."""

import pytest

from articles.tests.factories import AnthologyPageFactory
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db

REGISTER = "/accounts/register/"


def text_of(page) -> str:
    return " ".join(page.content.decode().split())


def test_the_documents_are_linked_once_they_are_published(client):
    home = HomePage.objects.get(slug="home")
    assert "我已阅读并同意用户协议和隐私政策" in text_of(client.get(REGISTER))

    terms = StandardPage(title="用户协议", slug="terms", locale=home.locale)
    draft = StandardPage(title="隐私", slug="privacy", locale=home.locale, live=False)
    home.add_child(instance=terms)
    home.add_child(instance=draft)

    link = '<a href="/terms/" target="_blank">用户协议</a>'
    assert f"我已阅读并同意{link}和隐私政策" in text_of(client.get(REGISTER))
    english = text_of(client.get(f"/en{REGISTER}"))
    assert ('href="/terms/"' in english, 'href="/privacy/"' in english) == (True, False)


def test_the_desk_says_which_documents_are_missing(admin_client, client):
    home = HomePage.objects.get(slug="home")
    assert "地址分别填 privacy、terms" in admin_client.get("/admin/").text

    terms = StandardPage(title="用户协议", slug="terms", locale=home.locale)
    home.add_child(instance=terms)
    assert "地址分别填 privacy；" in admin_client.get("/admin/").text

    privacy = StandardPage(title="隐私", slug="privacy", locale=home.locale)
    home.add_child(instance=privacy)
    assert "missing-agreements" not in admin_client.get("/admin/").text


def test_authors_are_not_told_of_missing_documents(client):
    client.force_login(AnthologyPageFactory().author.user)

    desk = client.get("/admin/")

    assert (desk.status_code, "missing-agreements" in desk.text) == (200, False)


def test_the_readers_own_language_comes_first(client):
    chinese, english = HomePage.objects.order_by("path")
    for home in (chinese, english):
        page = StandardPage(title="Terms", slug="terms", locale=home.locale)
        home.add_child(instance=page)

    assert 'href="/terms/"' in text_of(client.get(REGISTER))
    assert 'href="/en/terms/"' in text_of(client.get(f"/en{REGISTER}"))
