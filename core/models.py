from datetime import datetime
from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TimeStampedModel(models.Model):
    """A row that knows when it was made and last changed."""

    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    class Meta:
        abstract = True


class WaitingTaskQuerySet(models.QuerySet["WaitingTask"]):
    def due(self, at: datetime | None = None) -> Self:
        """Those to be announced by then, by default now; what was given up is not."""
        moment = at or timezone.now()
        return self.filter(due_at__lte=moment, given_up_at__isnull=True).order_by("pk")

    def announced_lately(self) -> Self:
        """Those a broker has taken a message of, and that are not looked for yet."""
        later = self.filter(due_at__gt=timezone.now(), given_up_at__isnull=True)
        return later.filter(is_announced=True)


class WaitingTask(models.Model):
    """A task that was asked for and is not done yet.

    The row is the truth and the message to a worker only its wake-up call: written
    with the change that asks for the task, deleted when the task is done.
    """

    task = models.CharField(max_length=200)
    args = models.JSONField()
    kwargs = models.JSONField()
    # SHA-256 of the three above: what is asked for twice waits once.
    digest = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # When to look whether it needs another message.
    due_at = models.DateTimeField(db_default=Now(), db_index=True)
    # Whether a broker has taken a message since it last fell due.
    is_announced = models.BooleanField(db_default=False)
    # Runs that never came back, the present one included.
    deaths = models.PositiveSmallIntegerField(db_default=0)
    failures = models.PositiveSmallIntegerField(db_default=0)
    error = models.CharField(max_length=200, blank=True, db_default="")
    given_up_at = models.DateTimeField(null=True)

    objects = WaitingTaskQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"


class ClosedPage(models.Model):
    """A page that not everybody may open, live or not.

    A fact computed from view restrictions and sources, kept true by `core.pages.closing`
    and read by `core.pages.querysets.readable`.
    """

    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="closed_page",
    )

    def __str__(self) -> str:
        return str(self.page_id)


class SignOfLife(models.Model):
    """When a process was last seen at work; kept here so that it needs no Redis."""

    name = models.CharField(max_length=40, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Purge(models.Model):
    """An order to take answers that show certain things for old (`core.caching`).

    Written with the change. Once every process can know of it the row is gone; without
    Redis a row that `is_out` takes its place, and its key is the purge's number.
    """

    tags = models.JSONField()
    # Nobody may see the old answers any more.
    is_gone = models.BooleanField(db_default=False)
    is_out = models.BooleanField(db_default=False)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["is_out", "made_at"])]

    def __str__(self) -> str:
        return ", ".join(self.tags)
