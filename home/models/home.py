from collections.abc import Iterable, Mapping
from functools import partial
from heapq import nsmallest
from typing import Any

from modelcluster.fields import ParentalKey

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin

from articles.lists import Entries
from articles.models import ArticlePage, AuthorPage, TopicPage
from core.caching.pieces import tally
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
        return super().shows() | {f"articles:{self.locale_id}", f"topic:{self.pk}"}

    @property
    def description_for_sharing(self) -> str:
        return self.search_description or self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        slides = self._slides()
        context["slides"] = slides
        context["picks"] = Entries(self._picked())
        context["latest"] = Entries(self._latest())
        context["topics"] = self._topics()
        context["authors"] = self._authors()
        wants = [(topic, "cover") for topic in context["topics"]]
        wants += [(slide, "image") for slide in slides]
        wants += [(author, "portrait") for author in context["authors"]]
        attach_pictures(wants, "cover", "hero", "spine", "avatar")
        return context

    def _slides(self) -> list["CarouselSlide"]:
        slides = list(self.slides.all())
        chosen = {slide.article_id for slide in slides} - {None}
        articles = ArticlePage.objects.published().for_listing()
        found = articles.in_bulk(list(chosen)) if chosen else {}
        attach_pictures(((page, "cover") for page in found.values()), "cover", "hero")
        return shown_slides(slides, found)

    def _latest(self) -> list[int]:
        articles = ArticlePage.objects.published().in_language(self.locale_id)
        return list(articles.newest_first().values_list("pk", flat=True)[:LATEST])

    def _picked(self) -> list[int]:
        """Those of the editors' choice that readers may open."""
        chosen = [pick.article_id for pick in self.picks.all()]
        open_ones = ArticlePage.objects.published().filter(pk__in=chosen)
        known = set(open_ones.values_list("pk", flat=True))
        return [pk for pk in chosen if pk in known]

    def _topics(self) -> list[TopicPage]:
        topics = TopicPage.objects.published().filter(locale_id=self.locale_id)
        counts = tally(
            f"topics {self.locale_id}", ("topic", "page"), partial(_counted, topics)
        )
        return _first(topics.select_related("locale"), counts, TOPICS)

    def _authors(self) -> list[AuthorPage]:
        authors = AuthorPage.objects.published().filter(locale_id=self.locale_id)
        counts = tally(
            f"authors {self.locale_id}", ("below", "page"), partial(_counted, authors)
        )
        return _first(authors.select_related("locale", "user"), counts, AUTHORS)


def _counted(pages: Any, pks: Iterable[int] | None) -> dict[int, tuple[int, str]]:
    """By key: how many articles, negative, and the title; what sorts the most first."""
    among = pages if pks is None else pages.filter(pk__in=pks)
    rows = among.for_listing().values_list("pk", "article_count", "title")
    return {pk: (-count, title) for pk, count, title in rows}


def _first(pages: Any, counts: Mapping[int, tuple[int, str]], most: int) -> list[Any]:
    """Those with most articles, each with `article_count`."""
    best = nsmallest(most, counts, key=lambda pk: (*counts[pk], pk))
    found = pages.in_bulk(best)
    for pk, page in found.items():
        page.article_count = -counts[pk][0]
    return [found[pk] for pk in best if pk in found]


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
