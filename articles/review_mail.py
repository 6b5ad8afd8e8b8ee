"""Wagtail's mails about a review, for authors who want them, in their language."""

from typing import Any

from wagtail.admin.mail import (
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected

from accounts.selectors import language_of, preferences_of


class AuthorsChoiceMixin:
    """Asks `/me/notifications/` too: either page may say no."""

    def get_valid_recipients(self, instance: WorkflowState, **kwargs: Any) -> set[Any]:
        people = super().get_valid_recipients(instance, **kwargs)  # type: ignore[misc]
        return {person for person in people if preferences_of(person).mails_review}

    def send_emails(
        self, template_set: Any, context: Any, recipients: Any, **kwargs: Any
    ) -> bool:
        for person in recipients:
            # For this mail only; what the admin speaks to them is not saved.
            person.wagtail_userprofile.preferred_language = language_of(person)
        return super().send_emails(  # type: ignore[misc]
            template_set, context, recipients, **kwargs
        )


class ApprovalNotifier(AuthorsChoiceMixin, WorkflowStateApprovalEmailNotifier):
    pass


class RejectionNotifier(AuthorsChoiceMixin, WorkflowStateRejectionEmailNotifier):
    pass


# Signals hold their receivers weakly.
approval_notifier, rejection_notifier = ApprovalNotifier(), RejectionNotifier()


def connect() -> None:
    """Take the place of Wagtail's own two; called from `AppConfig.ready()`.

    A signal has one receiver for each `dispatch_uid`, the first to come: this app
    is ready before Wagtail's admin, which then connects in vain.
    """
    for signal, notifier, what in (
        (workflow_approved, approval_notifier, "approved"),
        (workflow_rejected, rejection_notifier, "rejected"),
    ):
        signal.connect(
            notifier,
            sender=WorkflowState,
            dispatch_uid=f"workflow_state_{what}_email_notification",
        )
