"""The clock of pages acts on what it saw before it waited."""

from datetime import timedelta

import pytest

from django.utils import timezone

from wagtail.models import Page
from wagtail.signals import page_unpublished

from articles.services.schedule import keep_schedules
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def test_a_page_whose_end_was_put_off_meanwhile_stays():
    ended = timezone.now() - timedelta(minutes=1)
    first = ArticlePageFactory(expire_at=ended - timedelta(minutes=1))
    second = ArticlePageFactory(expire_at=ended)
    later = timezone.now() + timedelta(days=30)

    def an_editor_puts_it_off(sender, instance, **kwargs):
        if instance.pk == first.pk:
            Page.objects.filter(pk=second.pk).update(expire_at=later)

    page_unpublished.connect(an_editor_puts_it_off)
    try:
        keep_schedules()
    finally:
        page_unpublished.disconnect(an_editor_puts_it_off)

    rows = Page.objects.filter(pk__in=[first.pk, second.pk]).order_by("pk")
    assert list(rows.values_list("live", "expired")) == [(False, True), (True, False)]
