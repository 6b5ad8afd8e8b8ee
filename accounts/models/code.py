from django.db import models
from django.utils.translation import gettext_lazy as _


class VerificationCode(models.Model):
    """A code of 6 digits sent to a number or address, for one purpose, used once.

    The digits are kept nowhere: they follow from this row and the site's secret,
    see `accounts.codes.digits.digits_of`.
    """

    class Purpose(models.TextChoices):
        SIGN_UP = "sign_up", _("注册")
        SIGN_IN = "sign_in", _("登录")
        RESET = "reset", _("重置密码")
        BIND = "bind", _("绑定")

    class State(models.TextChoices):
        PENDING = "pending", _("正在发送")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("发送失败")

    purpose = models.CharField(max_length=8, choices=Purpose)
    # Where it goes, and the key its owner is found by.
    target = models.CharField(max_length=254)
    target_key = models.CharField(max_length=254, db_default="")
    nonce = models.CharField(max_length=32)
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    failure = models.CharField(max_length=40, blank=True)
    # Nobody hears whether the account exists, so a code may lead nowhere.
    is_decoy = models.BooleanField(default=False)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    visitor = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["target_key", "-created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
