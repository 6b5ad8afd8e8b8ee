"""Who hears that an article could not be published or taken down on time."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from wagtail.models import Page, Revision

from accounts.codes.mailing import write_to
from accounts.models import User
from articles.mail.letters import schedule_failed_letter
from core.letters import Letter


def tell_of_failure(
    page: Page,
    revision: Revision | None,
    moment: datetime | None,
    reason: Callable[[], str],
) -> None:
    """Write to author and editors; `reason` is asked in the language of each."""
    for person in _concerned(page, revision):

        def letter(person: User = person) -> Letter:
            return schedule_failed_letter(
                person.display_name,
                title=page.get_admin_display_title(),
                moment=moment,
                reason=reason(),
                is_publishing=revision is not None,
                address=settings.SITE_URL
                + reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )

        write_to(person, letter)


def _concerned(page: Page, revision: Revision | None) -> list[User]:
    """The author, who scheduled it, and the groups that review it; each once."""
    ids = {page.owner_id, revision.user_id if revision else None}
    author = page.specific.written_by
    if author is not None:
        ids.add(author.user_id)
    workflow = page.get_workflow()
    groups = [
        group.pk
        for task in (workflow.tasks if workflow else [])
        for group in getattr(task.specific, "groups", Page.objects.none()).all()
    ]
    people = User.objects.filter(is_active=True)
    concerned = people.filter(pk__in=ids - {None}) | people.filter(groups__in=groups)
    return list(concerned.distinct().order_by("pk"))
