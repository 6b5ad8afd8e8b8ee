"""A zip is handed in: kept, and announced to the worker."""

from typing import Any, BinaryIO

from django.db import transaction

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.models import User
from articles.models import AnthologyPage
from core.locks import take_turn
from transfer import tasks
from transfer.errors import TooManyImportsError
from transfer.jobs.parts import keep_parts
from transfer.models import MarkdownImport

# Each may be 200 MB, which are kept in the database until it is done
MAX_UNFINISHED = 3


@transaction.atomic
def hand_in(
    *,
    user: User,
    anthology: AnthologyPage,
    file: BinaryIO,
    name: str,
    dry_run: bool,
    as_drafts: bool = False,
) -> MarkdownImport:
    """Keep the zip `file` and have it imported after the commit.

    Whether `user` may write in `anthology` is asked again by the worker. An
    announcement that is lost is made up for by the clock. Raises TooManyImportsError,
    also to the fastest of many windows, when so many of `user`'s are not done.
    """
    take_turn(f"transfer.hand_in.{user.pk}")
    unfinished = MarkdownImport.objects.filter(user=user).unfinished().count()
    if unfinished >= MAX_UNFINISHED:
        raise TooManyImportsError(unfinished)
    row = MarkdownImport.objects.create(
        user=user,
        anthology=anthology,
        file_name=name[:255],
        is_dry_run=dry_run,
        as_drafts=as_drafts,
    )
    keep_parts(row, file)
    tasks.import_markdown_task.delay_on_commit(row.pk)
    return row


def visible_imports(user: User) -> Any:
    """The imports `user` may see: the own ones, and all for those who edit all pages."""
    imports = MarkdownImport.objects.select_related("anthology", "user").defer("report")
    root = Page.get_first_root_node()
    policy = PagePermissionPolicy()
    if policy.user_has_permission_for_instance(user, "change", root):
        return imports
    return imports.filter(user=user)
