from typing import Any

from modelcluster.fields import ParentalKey

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin

from articles.models import ArticlePage, AuthorPage, TopicPage
from core.pages.base import BasePage
from images.selectors import attach_pictures

LATEST = 12
TOPICS = 8
AUTHORS = 6


class HomePage(BasePage):
    """`/`: what is new and what the editors chose."""

    intro = models.CharField(_("导语"), max_length=200, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        InlinePanel("slides", heading=_("轮播"), label=_("一屏"), max_num=8),
        InlinePanel("picks", heading=_("编辑推荐"), label=_("一篇"), max_num=12),
        HelpPanel(_("最新文章、专题和作者会自动列出。")),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "articles.TopicIndexPage",
        "articles.AuthorIndexPage",
        "home.StandardPage",
    ]

    schema_type = "WebSite"

    class Meta:
        verbose_name = _("首页")
        verbose_name_plural = _("首页")

    def shows(self) -> set[str]:
        return super().shows() | {f"articles:{self.locale_id}", f"topic:{self.path}"}

    @property
    def description_for_sharing(self) -> str:
        return self.search_description or self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        articles = (
            ArticlePage.objects.published().in_language(self.locale_id).newest_first()
        )
        slides, picks = list(self.slides.all()), list(self.picks.all())
        chosen = {slide.article_id for slide in slides}
        chosen |= {pick.article_id for pick in picks}
        latest = articles[:LATEST]
        # One query for every article on the page, however it came there.
        everything = ArticlePage.objects.published().for_listing().newest_first()
        found = {
            article.pk: article
            for article in everything.filter(
                Q(pk__in=chosen - {None}) | Q(pk__in=latest.values("pk"))
            )
        }
        context["slides"] = shown_slides(slides, found)
        context["picks"] = [
            found[pick.article_id] for pick in picks if pick.article_id in found
        ]
        same_language = (a for a in found.values() if a.locale_id == self.locale_id)
        context["latest"] = list(same_language)[:LATEST]
        context["topics"] = self._topics()
        context["authors"] = self._authors()
        self._attach_pictures(context)
        return context

    def _attach_pictures(self, context: dict[str, Any]) -> None:
        slides = context["slides"]
        shown = [*context["picks"], *context["latest"], *context["topics"]]
        shown += [slide.article for slide in slides if slide.article_id]
        wants = [(page, "cover") for page in shown]
        wants += [(slide, "image") for slide in slides]
        wants += [(author, "portrait") for author in context["authors"]]
        attach_pictures(wants, "cover", "hero", "spine", "avatar")

    def _topics(self) -> list[TopicPage]:
        topics = TopicPage.objects.published().filter(locale_id=self.locale_id)
        return list(topics.for_listing().order_by("-article_count", "path")[:TOPICS])

    def _authors(self) -> list[AuthorPage]:
        authors = AuthorPage.objects.published().filter(locale_id=self.locale_id)
        return list(authors.for_listing()[:AUTHORS])


def shown_slides(
    slides: list["CarouselSlide"], found: dict[int, ArticlePage]
) -> list["CarouselSlide"]:
    """The slides that lead readers somewhere, each with its article from `found`."""
    shown = []
    for slide in slides:
        if slide.article_id in found:
            slide.article = found[slide.article_id]
            shown.append(slide)
        elif slide.article_id is None and slide.link and slide.title:
            shown.append(slide)
    return shown


class CarouselSlide(TranslatableMixin, Orderable):
    """One screen of the carousel: an article of ours, or any other address."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="slides")
    article = models.ForeignKey(
        ArticlePage,
        verbose_name=_("文章"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    link = models.URLField(_("或外部地址"), blank=True)
    title = models.CharField(
        _("标题"), max_length=80, blank=True, help_text=_("留空则用文章标题。")
    )
    image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("图片"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("留空则用文章封面。"),
    )

    panels = [
        PageChooserPanel("article", "articles.ArticlePage"),
        FieldPanel("link"),
        FieldPanel("title"),
        FieldPanel("image"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("轮播")
        verbose_name_plural = _("轮播")

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        return self.title or (self.article.title if self.article else "")

    @property
    def address(self) -> str:
        return self.article.url if self.article else self.link

    @property
    def picture(self) -> models.Model | None:
        return self.image or (self.article.cover if self.article else None)


class EditorsPick(TranslatableMixin, Orderable):
    """One article the editors recommend."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="picks")
    article = models.ForeignKey(
        ArticlePage, verbose_name=_("文章"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("article", "articles.ArticlePage")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("编辑推荐")
        verbose_name_plural = _("编辑推荐")

    def __str__(self) -> str:
        return str(self.article)
