"""Mails about a review: Wagtail says when and to whom, the letters are ours."""

from abc import ABC, abstractmethod
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse

from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from accounts.codes.mailing import write_to
from accounts.models import User
from articles.mail.kinds import REVIEW
from articles.mail.letters import approved_letter, sent_back_letter, waiting_letter
from core.letters import Letter
from notifications.kinds import Way
from notifications.selectors import wanting


class OwnChoiceMixin(ABC):
    """Asks `/me/notifications/` too: either page may say no."""

    def get_valid_recipients(self, instance: WorkflowState, **kwargs: Any) -> set[Any]:
        people = super().get_valid_recipients(instance, **kwargs)  # type: ignore[misc]
        return set(wanting(people, REVIEW.name, Way.MAIL))

    def send_emails(
        self, template_set: Any, context: Any, recipients: Any, **kwargs: Any
    ) -> bool:
        for person in recipients:
            write_to(person, partial(self.letter, person, context))
        return True

    @abstractmethod
    def letter(self, person: User, context: dict[str, Any]) -> Letter:
        """What to write to `person` about the review in `context`."""


class ApprovalNotifier(OwnChoiceMixin, WorkflowStateApprovalEmailNotifier):
    def get_context(self, instance: WorkflowState, **kwargs: Any) -> dict[str, Any]:
        """With the words of the reviewer, which Wagtail gives to a refusal alone."""
        task = instance.current_task_state
        comment = task.specific.get_comment().strip() if task is not None else ""
        return {**super().get_context(instance, **kwargs), "comment": comment}

    def letter(self, person: User, context: dict[str, Any]) -> Letter:
        # The one at hand was read before it was published.
        page = Page.objects.get(pk=context["object"].pk)
        return approved_letter(
            person.display_name,
            title=page.get_admin_display_title(),
            comment=context["comment"],
            address=(page.full_url if page.live else "") or _desk(page),
        )


class RejectionNotifier(OwnChoiceMixin, WorkflowStateRejectionEmailNotifier):
    def letter(self, person: User, context: dict[str, Any]) -> Letter:
        page = context["object"]
        return sent_back_letter(
            person.display_name,
            title=page.get_admin_display_title(),
            reason=context["comment"],
            address=_desk(page),
        )


class SubmissionNotifier(OwnChoiceMixin, GroupApprovalTaskStateSubmissionEmailNotifier):
    def letter(self, person: User, context: dict[str, Any]) -> Letter:
        page = context["object"]
        state = page.current_workflow_state
        who = state.requested_by if state is not None else None
        return waiting_letter(
            person.display_name,
            title=page.get_admin_display_title(),
            by=who.display_name if who is not None else "",
            address=_desk(page),
        )


def _say_nothing(**kwargs: Any) -> None:
    """Reviewers hear of each task: of the workflow as a whole they need not hear too."""


def _desk(page: Page) -> str:
    return settings.SITE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])


# Signals hold their receivers weakly.
approval_notifier, rejection_notifier = ApprovalNotifier(), RejectionNotifier()
submission_notifier = SubmissionNotifier()


def connect() -> None:
    """Take the place of Wagtail's own; called from `AppConfig.ready()`.

    A signal has one receiver for each `dispatch_uid`, the first to come: this app
    is ready before Wagtail's admin, which then connects in vain.
    """
    for signal, notifier, what in (
        (workflow_approved, approval_notifier, "approved"),
        (workflow_rejected, rejection_notifier, "rejected"),
        (workflow_submitted, _say_nothing, "submitted"),
    ):
        signal.connect(
            notifier,
            sender=WorkflowState,
            dispatch_uid=f"workflow_state_{what}_email_notification",
        )
    task_submitted.connect(
        submission_notifier,
        sender=TaskState,
        dispatch_uid="group_approval_task_submitted_email_notification",
    )
