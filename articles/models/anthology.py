from collections.abc import Iterable
from operator import attrgetter
from typing import Any, Self, TypeVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page, PageManager, PagePermissionTester
from wagtail.search import index

from articles.feeds import FeedPageMixin
from articles.lists import paginate_articles
from articles.models.article import ArticlePage
from articles.models.selling import MAX_PRICE, Priced
from core.pages.base import BasePage
from core.pages.querysets import BasePageQuerySet
from images.selectors import attach_pictures

Article = TypeVar("Article")


class AnthologyPermissionTester(PagePermissionTester):
    def can_reorder_children(self) -> bool:
        """Whoever may edit an anthology orders it: the order is part of the writing."""
        return self.can_edit() and not self.page.locked


class AnthologyQuerySet(BasePageQuerySet):
    def with_counts(self) -> Self:
        """Adds `article_count`: published articles directly below."""
        below = (
            ArticlePage.objects.published()
            .filter(anthology_id=models.OuterRef("pk"))
            .order_by()
            .values("anthology_id")
            .annotate(n=models.Count("pk"))
            .values("n")
        )
        counted = Coalesce(models.Subquery(below), 0)
        return self.select_related("locale").annotate(article_count=counted)


class AnthologyPage(FeedPageMixin, Priced, BasePage):
    """An author's notebook or book: ordered articles, free or sold as a whole."""

    description = models.TextField(_("简介"), max_length=2000, blank=True)
    cover = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("封面"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_default = models.BooleanField(_("默认文集"), default=False, editable=False)
    is_finished = models.BooleanField(_("已完结"), default=False)
    newest_first = models.BooleanField(
        _("新文章排在前面"),
        default=False,
        help_text=_("随笔适合打开；书和连载适合关闭，按章节顺序读。"),
    )
    price = models.PositiveIntegerField(
        _("整本价格（分）"),
        default=0,
        validators=[MaxValueValidator(MAX_PRICE)],
        help_text=_("单位是分，0 表示免费。"),
    )
    # What the book this was made from costs (`services.prices`).
    source_price = models.PositiveIntegerField(
        _("原文价格（分）"), null=True, editable=False
    )

    objects = PageManager.from_queryset(AnthologyQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("cover"),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldPanel("newest_first"),
                FieldPanel("is_finished"),
                FieldPanel("price"),
            ],
            heading=_("编排与出售"),
        ),
    ]
    parent_page_types = ["articles.AuthorPage"]
    subpage_types = ["articles.ArticlePage"]
    slug_fallback = "anthology"
    list_params = ("page",)

    search_fields = [
        *Page.search_fields,
        index.SearchField("description"),
        index.AutocompleteField("title"),
    ]
    api_fields = [
        APIField("description"),
        APIField("cover"),
        APIField("is_finished"),
        APIField("newest_first"),
        APIField("price"),
    ]

    class Meta:
        verbose_name = _("文集")
        verbose_name_plural = pgettext_lazy("plural", "文集")

    def permissions_for_user(self, user: Any) -> AnthologyPermissionTester:
        return AnthologyPermissionTester(user, self)

    def with_content_json(self, content: dict[str, Any]) -> "AnthologyPage":
        page = super().with_content_json(content)
        page.source_price = self.source_price
        return page

    @cached_property
    def author(self) -> Page:
        """The `AuthorPage` this anthology belongs to."""
        (author_page,) = self.allowed_parent_page_models()
        pages = author_page.objects.select_related("locale", "closed_page")
        return pages.parent_of(self).get()

    @property
    def written_by(self) -> Page | None:
        """The author page; none before the anthology has its place in the tree."""
        return self.author if self.path else None

    @property
    def description_for_sharing(self) -> str:
        return self.search_description or self.description[:120]

    @property
    def image_for_sharing(self) -> models.Model | None:
        return self.social_image or self.cover

    def shows(self) -> set[str]:
        return super().shows() | {f"below:{self.pk}", f"words:{self.pk}"}

    @property
    def reading_order(self) -> str:
        """The column of its articles by which they are read on."""
        return "-path" if self.newest_first else "path"

    def in_reading_order(self, articles: Iterable[Article]) -> list[Article]:
        """`articles`, some of its own, as `reading_order` says."""
        return sorted(articles, key=attrgetter("path"), reverse=self.newest_first)

    def feed_articles(self) -> Any:
        """What this anthology's feed carries, newest first."""
        return self.published_articles().newest_first()

    def published_articles(self) -> Any:
        """The articles readers see, in reading order."""
        return ArticlePage.objects.published().in_anthology(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["author"] = self.author
        articles = self.published_articles()
        page = paginate_articles(request, articles, per_page=50)
        attach_pictures([(self, "cover")], "spine", "hero")
        context["page_of_articles"] = page
        context["word_total"] = articles.aggregate(
            total=models.Sum("rendering__words", default=0)
        )["total"]
        return context
