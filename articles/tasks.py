"""Second doors to what takes longer than a request should."""

from celery import shared_task

from django.db.models import Q

from wagtail.search import index

from articles.models import ArticlePage, ArticleRendering
from articles.services.faces import follow_account
from articles.services.renewal import render_due
from articles.services.schedule import keep_schedules
from articles.services.shown import texts_rendered
from core.locks import only_one

# A minute's worth for a small worker that has other things to do.
RENEWED_AT_ONCE = 200


@shared_task
def publish_scheduled_task() -> bool:
    """Publish and expire what is due; false when another run is at it."""
    with only_one("publish-scheduled") as mine:
        if mine:
            keep_schedules()
    return mine


@shared_task
def index_anthology_task(anthology_id: int) -> None:
    """Index the articles of an anthology anew."""
    for article in ArticlePage.objects.filter(anthology_id=anthology_id):
        index.insert_or_update_object(article)


@shared_task
def index_pages_task(ids: list[int]) -> None:
    """Index these articles and anthologies, and what stands in those, anew."""
    articles = ArticlePage.objects.filter(Q(pk__in=ids) | Q(anthology__in=ids))
    for article in articles:
        index.insert_or_update_object(article)


@shared_task
def follow_account_task(user_id: int) -> None:
    """Bring up to date what author pages, and the search for them, repeat of an account."""
    follow_account(user_id)


@shared_task
def render_articles_task(ids: list[int]) -> int:
    """Render anew the live ones of these articles; their number."""
    articles = list(ArticlePage.objects.filter(pk__in=ids, live=True))
    for article in articles:
        ArticleRendering.objects.renew(article, force=True)
    texts_rendered(article.pk for article in articles)
    return len(articles)


@shared_task
def renew_renderings_task() -> int:
    """Render some of what an older renderer stored; their number."""
    with only_one("renew-renderings") as mine:
        return len(list(render_due(RENEWED_AT_ONCE))) if mine else 0
