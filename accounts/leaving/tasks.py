"""The clock's door to leaving."""

from celery import shared_task

from accounts.leaving.services import carry_out_leaving, due_leavings


@shared_task
def carry_out_leaving_task() -> int:
    """Every day: delete the accounts whose 7 days are over; how many."""
    return sum(carry_out_leaving(user_id) for user_id in due_leavings())
