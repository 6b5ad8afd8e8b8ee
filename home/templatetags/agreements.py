"""The documents people agree to: plain pages an editor keeps."""

from django import template
from django.db.models import Case, IntegerField, Value, When
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from home.models import StandardPage

register = template.Library()


@register.simple_tag
def agreement_links() -> dict[str, str]:
    """`terms` and `privacy` as links, or as plain words until they are published.

    In the reader's language where there is one, else in any; one query.
    """
    is_mine = Case(
        When(locale__language_code=translation.get_language(), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    pages = (
        StandardPage.objects.published()
        .filter(slug__in=("terms", "privacy"))
        .annotate(is_mine=is_mine)
        .order_by("is_mine", "-pk")
        .select_related("locale")
    )
    addresses = {page.slug: page.url for page in pages}
    words = {"terms": _("用户协议"), "privacy": _("隐私政策")}
    return {slug: _link(addresses.get(slug), name) for slug, name in words.items()}


def _link(address: str | None, name: str) -> str:
    if not address:
        return name
    return format_html('<a href="{}" target="_blank">{}</a>', address, name)
