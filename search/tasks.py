from celery import shared_task

from wagtail.models import Page
from wagtail.search import index


@shared_task(name="search.tasks.reindex_below_task", ignore_result=True)
def reindex_below_task(page_id: int) -> None:
    """Index the page with this id and everything below it anew; repeatable."""
    top = Page.objects.filter(pk=page_id).first()
    if top is None:
        return
    below = Page.objects.descendant_of(top, inclusive=True)
    for page in below.specific().iterator(chunk_size=100):
        index.insert_or_update_object(page)
