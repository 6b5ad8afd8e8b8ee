"""wagtail-localize at this desk: its buttons in lists, and what its editor sends.

Its own hook asks two questions of the database for every row of a list.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from rest_framework.parsers import DataAndFiles, FormParser, MultiPartParser
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.compat import DATE_FORMAT
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.views import edit_translation as editing

from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from wagtail import hooks
from wagtail.admin.widgets import ListingButton
from wagtail.models import Locale, Page

from articles.translating.segments import as_stored, as_typed, from_browser

# wagtail-localize's own words, in whose catalogue they are found.
TRANSLATE, SYNCHRONISE = "Translate this page", "Sync translated pages"


class TypedTextParser(MultiPartParser):
    """A form of the workbench: what was typed means itself, not HTML."""

    def parse(self, *args: Any, **kwargs: Any) -> DataAndFiles:
        form = super().parse(*args, **kwargs)
        data = form.data.copy()
        for name in {"value"} & data.keys():
            data[name] = as_stored(from_browser(str(data[name])))
        return DataAndFiles(data, form.files)


class TypedTextSerializer(editing.StringTranslationSerializer):
    """A translation as it was typed, and the day as the site writes it, to be shown."""

    def to_representation(self, instance: StringTranslation) -> dict[str, Any]:
        shown = super().to_representation(instance)
        return {
            **shown,
            "data": as_typed(shown["data"]),
            "comment": _on_our_day(shown["comment"] or "", instance.updated_at),
        }


def _on_our_day(comment: str, moment: datetime) -> str:
    """wagtail-localize writes the day in English, and that of UTC."""
    day = date_format(localtime(moment), "DATE_FORMAT")
    return comment.replace(moment.strftime(DATE_FORMAT), day)


# Its workbench sends forms, where our own API takes JSON alone. The view and the
# answer to what is typed there take their serializer from their module.
editing.edit_string_translation.cls.parser_classes = [TypedTextParser]
editing.edit_override.cls.parser_classes = [FormParser, MultiPartParser]
editing.StringTranslationSerializer = TypedTextSerializer
LIST = "register_page_listing_more_buttons"
# Wagtail has no way to take a hook back.
hooks._hooks[LIST] = [
    (hook, order)
    for hook, order in hooks._hooks[LIST]
    if hook is not localize.page_listing_more_buttons
]


@hooks.register("construct_explorer_page_queryset")
def ask_for_translations(_parent: Page, pages: Any, _request: HttpRequest) -> Any:
    """Note with each row whether a language is missing, and whence it is translated."""
    written = Page.objects.filter(
        translation_key=OuterRef(OuterRef("translation_key")), alias_of=None
    )
    enabled = Translation.objects.filter(source=OuterRef("pk"), enabled=True)
    sources = TranslationSource.objects.filter(
        Exists(enabled),
        object=OuterRef("translation_key"),
        locale=OuterRef("locale"),
    )
    missing = Locale.objects.exclude(pk__in=written.values("locale"))
    return pages.annotate(
        misses_language=Exists(missing),
        translation_source=Subquery(sources.values("pk")[:1]),
    )


@hooks.register(LIST)
def translation_buttons(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[ListingButton]:
    """What wagtail-localize offers; a row of another list is asked about on its own."""
    if page.is_root() or not user.has_perm("wagtail_localize.submit_translation"):
        return
    if not hasattr(page, "misses_language"):
        yield from localize.page_listing_more_buttons(page, user, view_name, next_url)
        return
    if page.misses_language:
        yield ListingButton(
            gettext(TRANSLATE),
            reverse(
                "wagtail_localize:submit_page_translation",
                args=[page.alias_of_id or page.pk],
            ),
            priority=60,
            icon_name="wagtail-localize-language",
        )
    if page.translation_source:
        url = reverse(
            "wagtail_localize:update_translations", args=[page.translation_source]
        )
        query = f"?{urlencode({'next': next_url})}" if next_url is not None else ""
        yield ListingButton(
            gettext(SYNCHRONISE), url + query, priority=60, icon_name="resubmit"
        )
