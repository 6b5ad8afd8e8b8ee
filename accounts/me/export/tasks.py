"""The worker's door to copies of data."""

from celery import shared_task

from accounts.me.export.making import make_export


@shared_task
def make_export_task(export_id: int) -> bool:
    """Make a copy of a person's data; false where it was not due or failed."""
    return make_export(export_id)
