from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Way


class Choice(models.Model):
    """That somebody wants, or does not want, to be told of a kind in one way.

    A missing row means the kind's default.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notification_choices",
    )
    kind = models.CharField(_("种类"), max_length=40)
    way = models.CharField(_("方式"), max_length=10, choices=Way)
    is_wanted = models.BooleanField(_("要通知"))

    class Meta:
        verbose_name = _("通知选择")
        verbose_name_plural = _("通知选择")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "way"], name="notifications_choice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.way} {self.is_wanted}"
