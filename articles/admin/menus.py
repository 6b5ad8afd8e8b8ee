"""Entries of Wagtail's menus that say too little, in another's language, or too loudly."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, CancelWorkflowMenuItem
from wagtail.admin.menu import MenuItem

# wagtail-localize's own word, in whose catalogue it is found.
TRANSLATIONS = "Translations"


@hooks.register("construct_help_menu")
def leave_out_whats_new(request: HttpRequest, items: list[MenuItem]) -> None:
    """News of Wagtail's versions, on a foreign host, are nothing to an author."""
    items[:] = [item for item in items if not item.name.startswith("whats-new")]


@hooks.register("construct_reports_menu")
def translate_late(request: HttpRequest, items: list[MenuItem]) -> None:
    """Let the label of wagtail-localize's report follow the user's language.

    It translates it once, when the menu is built, for whoever happens to come first.
    """
    for item in items:
        if type(item).__module__ == "wagtail_localize.wagtail_hooks":
            item.label = gettext_lazy(TRANSLATIONS)


@hooks.register("construct_page_action_menu")
def take_nothing_back_by_mistake(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Taking a text back from review comes last: the first of them is the big button."""
    items.sort(key=lambda item: isinstance(item, CancelWorkflowMenuItem))
