"""Aliases: what was closed with its source."""

import pytest

from django.test import Client

from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)

pytestmark = pytest.mark.django_db


def test_who_may_not_publish_opens_nothing_by_making_an_alias_their_own():
    """core/receivers.py `page_saved` and Wagtail's `convert_alias`: what was closed with
    its source is open to all as soon as it is no alias any more. It asks for the right to
    change the alias only; deleting the source makes a draft of it, this does not."""
    members = AnthologyPageFactory(title="会员专享")
    source = ArticlePageFactory(parent=members, markdown="只给会员")
    reviewed = AuthorPageFactory()
    alias = source.create_alias(parent=AnthologyPageFactory(parent=reviewed))
    PageViewRestriction.objects.create(page=members, restriction_type="login")
    assert not alias.permissions_for_user(reviewed.user).can_publish()
    assert Client().get(alias.url).status_code == 302
    client = Client()
    client.force_login(reviewed.user)

    client.post(f"/admin/pages/{alias.pk}/convert_alias/")

    answer = Client().get(ArticlePage.objects.get(pk=alias.pk).url)
    assert "只给会员" not in answer.content.decode()


def test_a_shared_password_cannot_be_guessed_without_end():
    """home/locked.py `enter_password`: Wagtail's view counts no tries; a PIN of four
    digits is found in minutes, by anybody."""
    page = ArticlePageFactory(markdown="只给会员")
    lock = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="0100"
    )
    address = f"/_util/authenticate_with_password/{lock.pk}/{page.pk}/"
    client = Client()

    for number in range(101):
        form = {"password": f"{number:04}", "return_url": page.url}
        client.post(address, form)

    assert "只给会员" not in client.get(page.url).content.decode()
