from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransferConfig(AppConfig):
    name = "transfer"
    verbose_name = _("导入与导出")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.me.export.registry import EXPORTS
        from transfer import own_data, receivers

        receivers.connect()
        EXPORTS.register("articles", own_data.article_files)
