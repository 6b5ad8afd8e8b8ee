"""The same page in other languages."""

from dataclasses import dataclass

from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """Where what is shown is in another language.

    `page` is set on real translations, and on the page itself, only.
    """

    code: str
    name: str
    url: str
    is_current: bool
    page: Page | None = None
