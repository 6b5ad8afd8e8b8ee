from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from articles.rendering.references import WagtailReferences
from core.caching.purging import purge
from core.pages.base import BasePage
from home.fields import MarkdownField
from texts import render


class StandardPage(BasePage):
    """About, terms, privacy, help: one text, nothing around it."""

    has_lists = False

    body = MarkdownField(_("正文"), blank=True)
    body_html = models.TextField(editable=False, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    search_fields = [*Page.search_fields, index.SearchField("body")]
    api_fields = [APIField("body"), APIField("body_html")]

    class Meta:
        verbose_name = _("单页")
        verbose_name_plural = pgettext_lazy("plural", "单页")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        super().full_clean(*args, **kwargs)  # gives a new page its language
        self.body_html = self._rendered()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        self.body_html = self._rendered()
        return super().serve_preview(request, mode_name)

    def store_rendering(self) -> None:
        """Render the text of the saved page anew: what it points at has changed."""
        StandardPage.objects.filter(pk=self.pk).update(body_html=self._rendered())
        purge(self.row_tag, "pages")

    def _rendered(self) -> str:
        language = self.locale.language_code
        return render(self.body, references=WagtailReferences(), language=language).html
