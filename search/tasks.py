from celery import shared_task

from django.apps import apps

from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backends


@shared_task(name="search.tasks.reindex_below_task", ignore_result=True)
def reindex_below_task(page_id: int) -> None:
    """Index the page with this id and everything below it anew; repeatable."""
    top = Page.objects.filter(pk=page_id).first()
    if top is None:
        return
    below = Page.objects.descendant_of(top, inclusive=True)
    for page in below.specific().iterator(chunk_size=100):
        index.insert_or_update_object(page)


@shared_task(name="search.tasks.bring_up_to_date_task", ignore_result=True)
def bring_up_to_date_task(app_label: str, model_name: str, key: str) -> None:
    """Give the index the object as it is now, or take it out where it is gone.

    Repeatable, and in any order: what counts is what the database says when it runs.
    Waits for an index that is away.
    """
    model = apps.get_model(app_label, model_name)
    found = model._default_manager.filter(pk=key).first()
    current = index.get_indexed_instance(found) if found is not None else None
    for backend in get_search_backends(with_auto_update=True):
        if not hasattr(backend, "put_now"):
            continue  # those in the database are part of its transactions
        if current is not None:
            backend.put_now(current)
        else:
            backend.forget_now(model, key)
