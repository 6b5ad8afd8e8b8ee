"""The name of the site is typed before much is deleted."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.pages import delete
from wagtail.admin.views.pages.bulk_actions import delete as bulk_delete


def is_confirmed(request: HttpRequest, context: Any = None) -> bool:
    """Whether the name was typed as it is, where it was asked for; else says so.

    In the place of Wagtail's function, which says it in English to everybody.
    """
    typed, name = request.POST.get("confirm_site_name"), settings.WAGTAIL_SITE_NAME
    if not typed or typed == name:
        return True
    text = _("还没有删除：请一字不差地输入“%(name)s”来确认。")
    messages.error(request, text % {"name": name})
    return False


# Both take it from their module.
delete.type_to_delete_confirmation = is_confirmed
bulk_delete.type_to_delete_confirmation = is_confirmed
