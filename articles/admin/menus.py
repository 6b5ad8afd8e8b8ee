"""Menu entries that speak the language of whoever happened to come first.

Wagtail and wagtail-localize translate these two labels once, when the menu is
built, and every later user sees them in that language.
"""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem

# wagtail-localize's own word, in whose catalogue it is found.
TRANSLATIONS = "Translations"


@hooks.register("construct_help_menu")
def leave_out_whats_new(request: HttpRequest, items: list[MenuItem]) -> None:
    """News of Wagtail's versions, on a foreign host, are nothing to an author."""
    items[:] = [item for item in items if not item.name.startswith("whats-new")]


@hooks.register("construct_reports_menu")
def translate_late(request: HttpRequest, items: list[MenuItem]) -> None:
    """Let the label of wagtail-localize's report follow the user's language."""
    for item in items:
        if type(item).__module__ == "wagtail_localize.wagtail_hooks":
            item.label = gettext_lazy(TRANSLATIONS)
