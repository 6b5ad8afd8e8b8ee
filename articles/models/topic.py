from collections.abc import Iterable
from functools import partial
from typing import Any, Self

from modelcluster.fields import ParentalManyToManyField

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page, PageManager
from wagtail.search import index

from accounts.models import User
from articles.feeds import FeedPageMixin
from articles.lists import Counted, Counts, paginate_articles, topic_entries
from articles.models.article import ArticlePage
from articles.models.submission import Submission, SubmissionQuerySet
from core.caching.pieces import tally
from core.pages.base import BasePage
from core.pages.querysets import BasePageQuerySet, at_or_below, readable
from images.selectors import attach_pictures

# So many branches of the tree are named in a query; above that all are looked at.
FEW = 50


class TopicQuerySet(BasePageQuerySet):
    def edited_by(self, user: User) -> Self:
        """Topics whose submissions `user` decides on, sub-topics included."""
        if user.is_superuser or user.has_perm("articles.edit_any_topic"):
            return self
        own = TopicPage.editors.through.objects.filter(user_id=user.pk)
        paths = self.model.objects.filter(pk__in=own.values("topicpage_id"))
        return self.filter(at_or_below(paths.values_list("path", flat=True)))


def articles_by_topic(locale: int) -> Counts:
    """Topics readers may open, with the articles accepted into them or below them."""
    marks = ("topic", "below", "page")
    return tally(f"topics {locale}", marks, partial(_accepted, locale))


def _accepted(locale: int, pks: Iterable[int] | None) -> dict[int, Counted]:
    topics = TopicPage.objects.published().filter(locale_id=locale)
    if pks is not None:
        topics = topics.filter(pk__in=pks)
    rows = list(topics.values_list("pk", "path", "title"))
    taken: dict[str, set[int]] = {path: set() for _pk, path, _title in rows}
    accepted = Submission.objects.accepted().filter(readable("article__")).order_by()
    if len(rows) <= FEW:
        accepted = accepted.filter(at_or_below(taken, "topic__"))
    # Each topic's articles are those of the topics above as well, each once.
    for path, article in accepted.values_list("topic__path", "article_id"):
        for end in range(Page.steplen, len(path) + 1, Page.steplen):
            if path[:end] in taken:
                taken[path[:end]].add(article)
    return {pk: Counted(-len(taken[path]), title) for pk, path, title in rows}


class TopicIndexPage(BasePage):
    """`/topics/`: every topic, as a tree."""

    in_frame = True
    intro = models.CharField(_("导语"), max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.TopicPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("专题列表")
        verbose_name_plural = _("专题列表")

    def shows(self) -> set[str]:
        return super().shows() | {f"below:{self.pk}", f"topic:{self.pk}"}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        topics = TopicPage.objects.descendant_of(self).published().order_by("path")
        counts = articles_by_topic(self.locale_id)
        context["topics"] = topic_entries(topics.values_list("pk", flat=True), counts)
        return context


class TopicPage(FeedPageMixin, BasePage):
    """An edited collection: authors submit, its editors accept or refuse."""

    description = models.TextField(_("简介"), max_length=2000, blank=True)
    cover = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("封面"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    editors = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("专题编辑"),
        blank=True,
        related_name="edited_topics",
    )
    accepts_automatically = models.BooleanField(
        _("自动收录"), default=False, help_text=_("打开后，投来的文章立即收录。")
    )

    objects = PageManager.from_queryset(TopicQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("cover"),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("editors"), FieldPanel("accepts_automatically")],
            heading=pgettext_lazy("plural", "投稿"),
        ),
    ]
    parent_page_types = ["articles.TopicIndexPage", "articles.TopicPage"]
    subpage_types = ["articles.TopicPage"]
    show_in_menus_default = True
    slug_fallback = "topic"
    list_params = ("page",)

    search_fields = [
        *Page.search_fields,
        index.SearchField("description"),
        index.AutocompleteField("title"),
    ]
    api_fields = [
        APIField("description"),
        APIField("cover"),
        APIField("accepts_automatically"),
    ]

    class Meta:
        verbose_name = _("专题")
        verbose_name_plural = pgettext_lazy("plural", "专题")
        permissions = [("edit_any_topic", "Can decide on submissions to any topic")]

    def shows(self) -> set[str]:
        return super().shows() | {f"below:{self.pk}", f"topic:{self.pk}"}

    @property
    def description_for_sharing(self) -> str:
        return self.search_description or self.description[:120]

    @property
    def image_for_sharing(self) -> models.Model | None:
        return self.social_image or self.cover

    def accepted_submissions(self) -> SubmissionQuerySet:
        """What was accepted into the topic or one of its sub-topics."""
        return Submission.objects.accepted().filter(topic__path__startswith=self.path)

    def feed_shows(self) -> set[str]:
        return {f"topic:{self.pk}"}

    def feed_articles(self) -> Any:
        """What this topic's feed carries, newest first."""
        return ArticlePage.objects.published().in_topic(self).newest_first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        articles = paginate_articles(request, self.feed_articles())
        children = TopicPage.objects.child_of(self).published().order_by("path")
        counts = articles_by_topic(self.locale_id)
        attach_pictures([(self, "cover")], "cover", "hero", "spine")
        context["page_of_articles"] = articles
        context["sub_topics"] = topic_entries(
            children.values_list("pk", flat=True), counts
        )
        context["topic_editors"] = self.editors.all()
        return context
