"""A translation goes out by halves, or to a place nobody sees, only if somebody says so.

wagtail-localize puts the source's words in the place of what is missing, publishes,
and tells afterwards. Of the pages above, which it made as drafts, it tells nothing.
"""

from typing import Any

from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.views.edit_translation import TabHelper

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wagtail import hooks
from wagtail.models import Page

from articles.translating.segments import as_typed
from core.pages.querysets import published_pages

CONFIRMED = "half-translated"
SHOWN = 5
# An address may stay as it is.
OPTIONAL = {"slug"}


@hooks.register("before_edit_page", order=-1)
def ask_before_half_is_published(
    request: HttpRequest, page: Page
) -> HttpResponse | None:
    """Before wagtail-localize's own hook, whose workbench this publishes from."""
    publishes = request.method == "POST" and request.POST.get("action") == "publish"
    if not publishes or CONFIRMED in request.POST:
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key,
        target_locale=page.locale_id,
        enabled=True,
    ).first()
    if translation is None:
        return None
    missing, closed = untranslated(translation), closed_above(page)
    if not missing and not closed:
        return None
    context = {
        "page": page,
        "closed": closed,
        "count": len(missing),
        "missing": [as_typed(piece.string.data) for piece in missing[:SHOWN]],
        "confirmed": CONFIRMED,
    }
    return render(request, "articles/admin/half_translated.html", context)


def closed_above(page: Page) -> list[Page]:
    """The pages above `page` that readers may not open, from the top down."""
    above = page.get_ancestors().filter(depth__gt=1).order_by("depth")
    return list(above.exclude(pk__in=published_pages().values("pk")).specific())


def untranslated(translation: Translation) -> list[Any]:
    """The pieces that the workbench shows and nobody has translated."""
    pieces = (
        StringSegment.objects.filter(source=translation.source_id)
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .select_related("string", "context")
        .order_by("order")
    )
    model = translation.source.specific_content_type.model_class()
    fields = TabHelper(model()).field_tab_mapping.keys() - OPTIONAL
    return [piece for piece in pieces if piece.context.path.split(".")[0] in fields]
