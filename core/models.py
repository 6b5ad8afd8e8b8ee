from django.db import models
from django.utils.translation import gettext_lazy as _


class TimeStampedModel(models.Model):
    """A row that knows when it was made and last changed."""

    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("更新时间"), auto_now=True)

    class Meta:
        abstract = True


class WaitingTask(models.Model):
    """A task the broker did not take; `core.announcing` announces it again."""

    task = models.CharField(max_length=200)
    args = models.JSONField()
    kwargs = models.JSONField()
    # SHA-256 of the three above: what is asked for twice waits once.
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"


class ClosedPage(models.Model):
    """A page that not everybody may open, live or not.

    A fact computed from view restrictions and sources, kept true by `core.closing`
    and read by `core.querysets.readable`.
    """

    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="closed_page",
    )

    def __str__(self) -> str:
        return str(self.page_id)
