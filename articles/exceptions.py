from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class SubmissionClosedError(DomainError):
    """The submission was already decided or withdrawn."""

    code = "submission_closed"
    message = _("这份投稿已经处理过了。")
    status = 409


class NotTopicEditorError(DomainError):
    """Someone else edits this topic."""

    code = "not_topic_editor"
    message = _("你不是这个专题的编辑。")
    status = 403


class ReasonMissingError(DomainError):
    """A refusal owes its author a reason."""

    code = "reason_missing"
    message = _("请写明不收录的理由，作者会看到。")
