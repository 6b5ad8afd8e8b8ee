from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Preferences(models.Model):
    """How a person wants the site to be; a missing row means the defaults."""

    class Theme(models.TextChoices):
        SYSTEM = "system", _("跟随系统")
        LIGHT = "light", _("浅色")
        DARK = "dark", _("深色")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="preferences",
    )
    language = models.CharField(
        _("语言"), max_length=10, choices=settings.LANGUAGES, default="zh-hans"
    )
    theme = models.CharField(
        _("外观"), max_length=6, choices=Theme, default=Theme.SYSTEM
    )
    is_searchable = models.BooleanField(
        _("可以被搜索到"), default=True, help_text=_("别人能在站内搜索里找到我。")
    )
    shows_gender = models.BooleanField(_("公开性别"), default=False)
    shows_birthday = models.BooleanField(_("公开生日"), default=False)
    shows_city = models.BooleanField(_("公开城市"), default=True)

    def __str__(self) -> str:
        return f"preferences {self.pk}"
