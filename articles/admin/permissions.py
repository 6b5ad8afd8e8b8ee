"""Who may decide on a submission, as Wagtail's admin asks it."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from articles.models import Submission, TopicPage


class SubmissionPolicy(ModelPermissionPolicy):
    """View and decide for the editors of the topic; nobody adds or deletes."""

    NEVER = frozenset({"add", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.NEVER and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Submission
    ) -> bool:
        topics = TopicPage.objects.edited_by(user)
        return (
            self.user_has_permission(user, action)
            and topics.filter(pk=instance.topic_id).exists()
        )

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Any, instance: Submission
    ) -> bool:
        return any(
            self.user_has_permission_for_instance(user, action, instance)
            for action in actions
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        if not self.user_has_any_permission(user, actions):
            return Submission.objects.none()
        return Submission.objects.for_editor(user)
