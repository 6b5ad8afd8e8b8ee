from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    name = "community.blocks"
    label = "blocks"
    verbose_name = _("黑名单")

    def ready(self) -> None:
        from accounts.leaving.registry import LEAVING
        from accounts.me.export.registry import EXPORTS
        from community.blocks import leaving

        EXPORTS.register("blocks", leaving.block_files)
        LEAVING.register("blocks", leaving.erase_blocks)
