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
