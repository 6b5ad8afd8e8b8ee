"""Second doors to imports: a worker takes what was handed in."""

from celery import shared_task

from transfer.jobs.runs import due_imports, in_turn, next_import, run_import


@shared_task(time_limit=3600)
def import_markdown_task(import_id: int) -> bool:
    """Import what was handed in, or first what somebody else has waited for longer.

    False when nothing is to be begun now: it is done, another is at it, fills the
    same anthology, or has its place. Who ends one names the next.
    """
    is_done = any(run_import(each) for each in in_turn(import_id))
    following = next_import() if is_done else None
    if following is not None:
        import_markdown_task.delay_on_commit(following)
    return is_done


@shared_task
def resume_imports_task() -> int:
    """Announce again the imports nobody is at; their number."""
    ids = due_imports()
    for import_id in ids:
        import_markdown_task.delay_on_commit(import_id)
    return len(ids)
