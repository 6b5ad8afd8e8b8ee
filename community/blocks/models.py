from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Block(models.Model):
    """That one person wishes to have nothing to do with another; only they know."""

    blocker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks"
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocked_by"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("黑名单")
        verbose_name_plural = _("黑名单")
        constraints = [
            models.UniqueConstraint(
                fields=["blocker", "blocked"], name="blocks_block_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(blocker=models.F("blocked")),
                name="blocks_block_not_oneself",
            ),
        ]
        indexes = [models.Index(fields=["blocker", "-created_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.blocker_id} → {self.blocked_id}"
