"""Topic editors decide on submissions: one by one or in bulk."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import (
    EditView,
    HistoryView,
    SnippetViewSet,
    UsageView,
)

from accounts.current import current_user
from accounts.models import User
from articles.models import Submission
from articles.services import accept_submission, refuse_submission
from core.exceptions import DomainError

BECAME = {
    Submission.State.ACCEPTED: _("专题“%(topic)s”收录了《%(article)s》。"),
    Submission.State.REFUSED: _(
        "专题“%(topic)s”没有收录《%(article)s》，作者会看到理由。"
    ),
}


class DecisionForm(forms.ModelForm):
    """Accept, or refuse with a reason; the service has the last word."""

    decision = forms.ChoiceField(
        label=_("决定"),
        choices=[("accept", _("收录")), ("refuse", _("不收录"))],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Submission
        fields = ["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason"):
            self.add_error("reason", _("请写明不收录的理由，作者会看到。"))
        return cleaned


def decide(submission: Submission, *, editor: User, decision: str, reason: str) -> None:
    """Pass one decision to the service that fits it."""
    if decision == "accept":
        accept_submission(submission_id=submission.pk, editor=editor)
    else:
        refuse_submission(submission_id=submission.pk, editor=editor, reason=reason)


class OwnTopicsMixin:
    """Wagtail asks for the right on submissions at large; ours is per topic."""

    request: HttpRequest

    def get_object(self, *args: Any) -> Submission:
        submission = super().get_object(*args)  # type: ignore[misc]
        if not Submission.objects.for_editor(current_user(self.request)).contains(
            submission
        ):
            raise PermissionDenied
        return submission


class SubmissionUsageView(OwnTopicsMixin, UsageView):
    pass


class SubmissionHistoryView(OwnTopicsMixin, HistoryView):
    pass


class SubmissionEditView(OwnTopicsMixin, EditView):
    """Shows the article on offer; saving goes through the service."""

    def get_form_class(self) -> type[forms.ModelForm]:
        return DecisionForm

    def get_bound_panel(self, form: forms.ModelForm) -> None:
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("for_user", None)
        return kwargs

    def is_valid(self, form: DecisionForm) -> bool:
        if not super().is_valid(form):
            return False
        try:
            decide(
                self.object,
                editor=current_user(self.request),
                decision=form.cleaned_data["decision"],
                reason=form.cleaned_data["reason"],
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return bool(super().is_valid(form))
        return True

    def get_success_message(self) -> str:
        """What was decided, and not that a row was saved."""
        text = BECAME[self.object.state]
        return str(text) % {"article": self.object.article, "topic": self.object.topic}

    def save_instance(self) -> Submission:
        # Already saved by the service, together with who decided and when.
        return Submission.objects.get(pk=self.object.pk)


class SubmissionViewSet(SnippetViewSet):
    model = Submission
    icon = "folder-inverse"
    menu_label = pgettext_lazy("plural", "投稿")
    menu_order = 250
    add_to_admin_menu = True
    list_display = [
        "article",
        "topic",
        Column("get_state_display", label=_("状态"), sort_key="state"),
        "submitted_by",
        "created_at",
    ]
    list_filter = ["state", "topic"]
    ordering = ["-created_at"]
    copy_view_enabled = False
    edit_view_class = SubmissionEditView
    history_view_class = SubmissionHistoryView
    usage_view_class = SubmissionUsageView
    edit_template_name = "articles/admin/submission.html"
    panels = [FieldPanel("reason")]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = Submission.objects.for_editor(current_user(request))
        return rows.select_related("article", "topic", "submitted_by")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecisionBulkAction(SnippetBulkAction):
    """One decision for every chosen submission that still awaits one."""

    models = [Submission]
    template_name = "articles/admin/submission_bulk.html"
    decision = ""

    def check_perm(self, submission: Submission) -> bool:
        return self.permission_policy.user_has_permission_for_instance(
            self.request.user, "change", submission
        )

    def get_execution_context(self) -> dict[str, Any]:
        reason = self.cleaned_form.cleaned_data.get("reason", "")
        return {"editor": self.request.user, "reason": reason}

    @classmethod
    def execute_action(
        cls, objects: list[Submission], *, editor: User, reason: str, **kwargs: Any
    ) -> tuple[int, int]:
        decided = 0
        for submission in objects:
            try:
                decide(submission, editor=editor, decision=cls.decision, reason=reason)
            except DomainError:
                continue
            decided += 1
        return decided, 0

    def get_success_message(self, decided: int, _children: int) -> str:
        message = ngettext(
            "处理了 %(count)d 份投稿。", "处理了 %(count)d 份投稿。", decided
        )
        return message % {"count": decided}


class AcceptBulkAction(DecisionBulkAction):
    display_name = _("收录")
    aria_label = _("收录选中的投稿")
    action_type = "accept"
    action_priority = 10
    decision = "accept"


class RefuseBulkAction(DecisionBulkAction):
    display_name = _("不收录")
    aria_label = _("不收录选中的投稿")
    action_type = "refuse"
    action_priority = 20
    decision = "refuse"
    form_class = ReasonForm
