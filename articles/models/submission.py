from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.models import Page

from accounts.models import User
from core.models import TimeStampedModel
from core.pages.addresses import keys_at


def topic_tags(paths: Iterable[str]) -> set[str]:
    """Tags of the lists that what is in the topics at these tree paths stands in.

    `topic:<key>` for each and all places above, which count what is below.
    """
    step = Page.steplen
    lines = {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
    return {f"topic:{pk}" for pk in keys_at(lines)} if lines else set()


class SubmissionState(models.TextChoices):
    PENDING = "pending", _("待处理")
    ACCEPTED = "accepted", _("已收录")
    REFUSED = "refused", _("未收录")
    WITHDRAWN = "withdrawn", _("已撤回")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def accepted(self) -> Self:
        return self.filter(state=SubmissionState.ACCEPTED)

    def pending(self) -> Self:
        return self.filter(state=SubmissionState.PENDING)

    def for_editor(self, user: User) -> Self:
        """Submissions `user` may decide on."""
        topics: Any = self.model._meta.get_field("topic").related_model
        return self.filter(topic__in=topics.objects.edited_by(user))


class Submission(TimeStampedModel):
    """One article offered to one topic."""

    State = SubmissionState

    article = models.ForeignKey(
        "articles.ArticlePage",
        verbose_name=_("文章"),
        on_delete=models.CASCADE,
        related_name="submissions",
    )
    topic = models.ForeignKey(
        "articles.TopicPage",
        verbose_name=_("专题"),
        on_delete=models.CASCADE,
        related_name="submissions",
    )
    state = models.CharField(
        _("状态"),
        max_length=10,
        choices=SubmissionState.choices,
        default=SubmissionState.PENDING,
    )
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("投稿人"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("处理人"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("处理时间"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("投稿")
        verbose_name_plural = pgettext_lazy("plural", "投稿")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "topic"], name="articles_submission_once_per_topic"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=SubmissionState.values),
                name="articles_submission_state_known",
            ),
        ]
        indexes = [models.Index(fields=["topic", "state", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.article} → {self.topic}"
