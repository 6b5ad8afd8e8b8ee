from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DataExport(models.Model):
    """A copy of everything the site knows about a person, made by a task."""

    class State(models.TextChoices):
        PENDING = "pending", _("正在准备")
        READY = "ready", _("可以下载")
        FAILED = "failed", _("没能完成")
        EXPIRED = "expired", _("已过期")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_exports"
    )
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    file = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"export {self.pk}"


class DeletionRequest(models.Model):
    """That a person wants to leave; carried out at `due_at` unless taken back."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deletion"
    )
    keeps_texts = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(db_index=True)
    # From here on it cannot be taken back; the row goes when all is done.
    begun_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"deletion of {self.user_id}"
