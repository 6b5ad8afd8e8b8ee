"""The documents people agree to: plain pages an editor keeps."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from home.agreements import published_agreements

register = template.Library()


@register.simple_tag
def agreement_links() -> dict[str, str]:
    """`terms` and `privacy` as links, or as plain words until they are published.

    In the reader's language where there is one, else in any; one query.
    """
    addresses = {slug: page.url for slug, page in published_agreements().items()}
    words = {"terms": _("用户协议"), "privacy": _("隐私政策")}
    return {slug: _link(addresses.get(slug), name) for slug, name in words.items()}


def _link(address: str | None, name: str) -> str:
    if not address:
        return name
    return format_html('<a href="{}" target="_blank">{}</a>', address, name)
