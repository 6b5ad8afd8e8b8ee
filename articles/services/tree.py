"""Keeping what an article repeats of the tree true when pages move."""

from django.db import transaction

from wagtail.models import Page

from articles.models import AnthologyPage, ArticlePage


@transaction.atomic
def follow_move(*, page: Page) -> None:
    """After `page` moved, give the articles at or below it their place anew."""
    moved = Page.objects.get(pk=page.pk)
    articles = ArticlePage.objects.descendant_of(moved, inclusive=True)
    parents = {
        path[: -Page.steplen] for path in articles.values_list("path", flat=True)
    }
    for anthology in AnthologyPage.objects.filter(path__in=parents):
        ArticlePage.objects.child_of(anthology).update(
            anthology_id=anthology.pk, author_page_id=anthology.get_parent().pk
        )
