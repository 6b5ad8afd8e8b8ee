"""The dashboard: my articles for authors, the review queue for editors."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import WorkflowState

from accounts.models import User
from articles.models import ArticlePage

SHOWN = 20


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One of the author's articles as the desk shows it."""

    page: ArticlePage
    state: Any
    tone: str
    reason: str
    words: int


STATES: dict[str, tuple[Any, str]] = {
    WorkflowState.STATUS_IN_PROGRESS: (_("审核中"), "waiting"),
    WorkflowState.STATUS_NEEDS_CHANGES: (_("退回修改"), "returned"),
}


def _state(page: ArticlePage, workflow: WorkflowState | None) -> tuple[Any, str]:
    if workflow is not None and workflow.status in STATES:
        return STATES[workflow.status]
    if page.approved_schedule:
        return _("定时发布"), "scheduled"
    if page.live and page.has_unpublished_changes:
        return _("已发布，有未发布的修改"), "changed"
    if page.live:
        return _("已发布"), "live"
    return _("草稿"), "draft"


def desk_rows(user: User) -> list[DeskRow]:
    """The newest articles `user` wrote, with state, reason and 字数."""
    articles = list(
        ArticlePage.objects.filter(author_page__user=user)
        .select_related("rendering")
        .defer("body", "rendering__blocks", "rendering__gated_blocks")
        .order_by("-latest_revision_created_at", "-pk")[:SHOWN]
    )
    workflows = _open_workflows(articles)
    rows = []
    for page in articles:
        workflow = workflows.get(str(page.pk))
        state, tone = _state(page, workflow)
        task = workflow.current_task_state if workflow else None
        reason = task.comment if task and tone == "returned" else ""
        words = page.rendering.words if hasattr(page, "rendering") else 0
        rows.append(DeskRow(page, state, tone, reason, words))
    return rows


def _open_workflows(articles: list[ArticlePage]) -> dict[str, WorkflowState]:
    open_states = WorkflowState.objects.filter(
        object_id__in=[str(page.pk) for page in articles], status__in=STATES
    )
    return {
        state.object_id: state
        for state in open_states.select_related("current_task_state").order_by("pk")
    }


class MyArticlesPanel(Component):
    name = "my_articles"
    order = 90
    template_name = "articles/admin/my_articles.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        rows = desk_rows(user)
        return {"rows": rows, "is_author": bool(rows) or user.author_pages.exists()}


class ReviewQueuePanel(WorkflowObjectsToModeratePanel):
    """Wagtail's review panel, oldest first, with author, 字数 and age."""

    name = "review_queue"
    order = 80
    template_name = "articles/admin/review_queue.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        states = sorted(
            context.get("states", []), key=lambda state: state["task_state"].started_at
        )
        articles = ArticlePage.objects.select_related(
            "rendering", "author_page"
        ).in_bulk([state["obj"].pk for state in states])
        for state in states:
            state["article"] = articles.get(state["obj"].pk)
        context["states"] = states
        return context


def add_desk_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Put our panels on the dashboard; the queue takes the place of Wagtail's."""
    panels[:] = [
        panel
        for panel in panels
        if not isinstance(panel, WorkflowObjectsToModeratePanel)
    ]
    panels += [MyArticlesPanel(), ReviewQueuePanel()]
