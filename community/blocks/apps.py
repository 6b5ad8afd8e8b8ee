from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    name = "community.blocks"
    label = "blocks"
    verbose_name = _("黑名单")

    def ready(self) -> None:
        from accounts.leaving import registry as deletion
        from accounts.me.export import registry as export
        from community.blocks import leaving

        export.register("blocks", leaving.block_files)
        deletion.register(leaving.forget_blocks)
