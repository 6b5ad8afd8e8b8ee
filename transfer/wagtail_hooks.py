"""Registers the import's pages with Wagtail's admin; rules stand elsewhere."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.current import current_user
from transfer.admin import (
    import_markdown,
    import_report,
    set_old_addresses,
    writable_anthologies,
)


@hooks.register("register_admin_urls")
def import_urls() -> list[URLResolver]:
    addresses = [
        path("", import_markdown, name="import"),
        path("<int:pk>/", import_report, name="report"),
        path("<int:pk>/addresses/", set_old_addresses, name="set_addresses"),
    ]
    return [path("import-markdown/", include((addresses, "transfer")))]


class ImportMenuItem(MenuItem):
    """Shown to those who have an anthology to import into."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writable_anthologies(current_user(request)).exists()


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("导入 Markdown"),
        reverse("transfer:import"),
        name="import-markdown",
        icon_name="upload",
        order=60,
    )
