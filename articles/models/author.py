from typing import Any, Self

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page, PageManager
from wagtail.search import index

from accounts.preferences.selectors import is_findable
from articles.admin.forms import AuthorPageForm
from articles.feeds import FeedPageMixin
from articles.lists import paginate
from articles.models.anthology import AnthologyPage
from articles.models.article import ArticlePage
from core.pages.base import BasePage
from core.pages.querysets import BasePageQuerySet, readable
from images.selectors import attach_pictures


class AuthorQuerySet(BasePageQuerySet):
    def for_listing(self) -> Self:
        """Those readers find something of, with `article_count`, who wrote most first.

        A notebook that was opened is not an author yet.
        """
        count = models.Count("articles", filter=readable("articles__"))
        authors = self.select_related("locale").annotate(article_count=count)
        return authors.filter(article_count__gt=0).order_by("-article_count", "title")


class AuthorIndexPage(BasePage):
    """`/authors/`: everyone who writes here."""

    intro = models.CharField(_("导语"), max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.AuthorPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("作者列表")
        verbose_name_plural = _("作者列表")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        authors = AuthorPage.objects.child_of(self).published().for_listing()
        page = paginate(request, authors, per_page=24)
        attach_pictures(((author, "portrait") for author in page), "avatar")
        context["page_of_authors"] = page
        return context


class AuthorPage(FeedPageMixin, BasePage):
    """An author's own place: everything they write lives below it.

    Made when a reader opens a notebook (`articles.services.open_notebook`).
    `title` is the pen name. Translations of the page carry the same `user`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("用户"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="author_pages",
    )
    portrait = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("头像"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    tagline = models.CharField(_("一句话介绍"), max_length=60, blank=True)
    bio = models.TextField(_("简介"), max_length=1000, blank=True)
    is_trusted = models.BooleanField(
        _("免审发布"),
        default=False,
        help_text=_("信任的作者不经审核，直接发布自己的文章。"),
    )

    objects = PageManager.from_queryset(AuthorQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("portrait"),
        FieldPanel("tagline"),
        FieldPanel("bio"),
    ]
    settings_panels = [
        *Page.settings_panels,
        FieldPanel("is_trusted", permission="articles.trust_author"),
    ]
    parent_page_types = ["articles.AuthorIndexPage"]
    subpage_types = ["articles.AnthologyPage"]
    slug_fallback = "author"
    schema_type = "ProfilePage"
    base_form_class = AuthorPageForm

    search_fields = [
        *Page.search_fields,
        index.SearchField("tagline"),
        index.SearchField("bio"),
        index.AutocompleteField("title"),
    ]
    api_fields = [APIField("tagline"), APIField("bio"), APIField("portrait")]

    class Meta:
        verbose_name = _("作者")
        verbose_name_plural = pgettext_lazy("plural", "作者")
        permissions = [("trust_author", "Can let authors publish without review")]

    @property
    def description_for_sharing(self) -> str:
        return self.search_description or self.tagline or self.bio[:120]

    @property
    def image_for_sharing(self) -> models.Model | None:
        return self.social_image or self.portrait

    @property
    def written_by(self) -> Page:
        return self

    def feed_articles(self) -> Any:
        """What this author's feed carries, newest first."""
        return ArticlePage.objects.published().by_author(self).newest_first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        articles = paginate(request, self.feed_articles().for_listing())
        anthologies = list(
            AnthologyPage.objects.child_of(self).published().with_counts()
        )
        covers = ((page, "cover") for page in [*articles, *anthologies])
        attach_pictures(
            [(self, "portrait"), *covers], "cover", "spine", "avatar", "hero"
        )
        context["page_of_articles"] = articles
        context["anthologies"] = anthologies
        context["is_findable"] = is_findable(self.user_id)
        return context
