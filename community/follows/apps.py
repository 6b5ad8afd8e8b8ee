from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowsConfig(AppConfig):
    name = "community.follows"
    label = "follows"
    verbose_name = _("关注与黑名单")

    def ready(self) -> None:
        from accounts import deletion, export
        from community.follows import leaving

        export.register("blocks", leaving.block_files)
        deletion.register(leaving.forget_blocks)
