from collections.abc import Callable, Collection, Iterable
from typing import Any

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from articles.blocks import ArticleBody
from articles.codes import new_code
from articles.models.article_panels import CONTENT_PANELS
from articles.models.article_parts import ArticleTag, CoAuthor
from articles.models.page_permissions import ArticlePermissionTester
from articles.models.rendering import ArticleRendering
from articles.models.selling import MAX_PRICE, SoldText
from articles.models.submission import Submission, topic_tags
from articles.models.surroundings import article_context
from articles.querysets import ArticleManager
from articles.rendering.render import render_article
from articles.rendering.rendered import RenderedArticle
from core.pages.base import BasePage
from core.pages.known import attach_known
from core.written import Written


class ArticleKind(models.TextChoices):
    ORIGINAL = "original", _("原创")
    REPRINT = "reprint", _("转载")
    TRANSLATION = "translation", _("翻译")


class ArticlePage(SoldText, BasePage):
    """One text by one author (plus co-authors), inside an anthology.

    `author_page` and `anthology` repeat what the tree says, so that a list of
    articles needs no walk up the tree; `save()` and moves keep them true.
    """

    Kind = ArticleKind

    has_lists = False

    # Facts of the page as a whole: a revision neither stores nor restores them.
    UNREVISIONED = ("code", "author_page_id", "anthology_id", "source_price")

    code = models.CharField(
        _("短地址"), max_length=12, unique=True, editable=False, default=new_code
    )
    author_page = models.ForeignKey(
        "articles.AuthorPage",
        verbose_name=_("作者"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    anthology = models.ForeignKey(
        "articles.AnthologyPage",
        verbose_name=_("文集"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    subtitle = models.CharField(_("副标题"), max_length=120, blank=True)
    cover = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("封面"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    summary = models.TextField(
        _("摘要"),
        max_length=400,
        blank=True,
        help_text=_("留空时从正文开头截取。"),
    )
    body = StreamField(
        ArticleBody(), verbose_name=_("正文"), blank=True, default=[("markdown", "")]
    )
    tags = ClusterTaggableManager(
        # The field says itself how tags are separated.
        verbose_name=_("标签"),
        through=ArticleTag,
        blank=True,
        help_text="",
    )
    offered_topics = ParentalManyToManyField(
        "articles.TopicPage",
        verbose_name=_("投稿专题"),
        blank=True,
        related_name="+",
        limit_choices_to={"live": True},
        help_text=_("文章发布后，会投给这些专题。"),
    )
    kind = models.CharField(
        _("类型"),
        max_length=12,
        choices=ArticleKind.choices,
        default=ArticleKind.ORIGINAL,
    )
    source_name = models.CharField(_("原作者或出处"), max_length=120, blank=True)
    source_url = models.URLField(_("原文地址"), max_length=500, blank=True)
    comments_open = models.BooleanField(_("开放评论"), default=True)
    price = models.PositiveIntegerField(
        _("单篇价格（分）"),
        default=0,
        validators=[MaxValueValidator(MAX_PRICE)],
        help_text=_("单位是分，0 表示免费。"),
    )
    # What it costs to read what this was made from (`services.prices`).
    source_price = models.PositiveIntegerField(
        _("原文价格（分）"), null=True, editable=False
    )

    objects = ArticleManager()

    content_panels = CONTENT_PANELS
    parent_page_types = ["articles.AnthologyPage"]
    subpage_types: list[str] = []
    slug_fallback = "article"
    schema_type = "Article"
    open_graph_type = "article"
    exclude_fields_in_copy = ["code", "submissions", "rendering"]

    search_fields = [
        *Page.search_fields,
        index.SearchField("subtitle"),
        index.SearchField("open_text"),
        index.SearchField("tag_names"),
        index.AutocompleteField("title"),
        index.FilterField("author_page_id"),
        index.FilterField("anthology_id"),
    ]

    class Meta:
        verbose_name = _("文章")
        verbose_name_plural = pgettext_lazy("plural", "文章")

    # Set on objects built from a revision: what is stored is not their text.
    _holds_draft = False

    # --- Saving ---------------------------------------------------------------

    def clean(self) -> None:
        super().clean()
        if self.kind != ArticleKind.ORIGINAL and not self.source_name:
            raise ValidationError(
                {"source_name": _("转载和翻译请写明原作者或出处。")},
                code="source_missing",
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page and, with it, what readers will get."""
        if self._state.adding:
            self._give_new_code()
        # Saving a revision saves a few fields of an object that holds the
        # draft's text; readers keep what was published.
        only = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if only is None or "body" in only:
                # Since a draft was rendered, pages it links to may have moved.
                ArticleRendering.objects.renew(self, force=self._holds_draft)

    def _give_new_code(self) -> None:
        # A copy starts from its original's fields; the address must be its own.
        if type(self).objects.filter(code=self.code).exists():
            self.code = new_code()

    def follow_tree(self) -> None:
        parent = self.get_parent()
        if parent is None:
            return
        self.anthology_id = parent.pk
        self.author_page_id = parent.get_parent().pk

    def with_content_json(self, content: dict[str, Any]) -> "ArticlePage":
        page = super().with_content_json(content)
        for name in self.UNREVISIONED:
            setattr(page, name, getattr(self, name))
        page._holds_draft = True
        return page

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        revision = super().save_revision(*args, **kwargs)
        if not self.live:
            # Nobody reads a draft's stored rendering but the writing desk,
            # which shows the counts of the newest text.
            ArticleRendering.objects.renew(self)
        return revision

    def permissions_for_user(self, user: Any) -> ArticlePermissionTester:
        return ArticlePermissionTester(user, self)

    # --- Reading --------------------------------------------------------------

    def shows(self) -> set[str]:
        """Those before and after it, more by the author, others in its topics."""
        places = (self.anthology_id, self.author_page_id)
        return super().shows() | {f"below:{place}" for place in places}

    def listed_in(self) -> set[str]:
        """All articles, its topics and those above, its tags, and who wrote along."""
        tags = self.tagged_items.values_list("tag_id", flat=True)
        found = {"tags", *(f"tag:{pk}" for pk in tags)} if tags else set()
        topics = self.submissions.accepted().values_list("topic__path", flat=True)
        others = {f"below:{page.pk}" for page in self.co_authors}
        return found | topic_tags(topics) | others | {f"articles:{self.locale_id}"}

    @classmethod
    def lists_of_moved(cls, keys: Collection[int]) -> set[str]:
        """Topics: the page of an article shows there what others wrote."""
        taken = Submission.objects.accepted().filter(article_id__in=keys)
        return topic_tags(taken.order_by().values_list("topic__path", flat=True))

    def touches(self) -> set[str]:
        """The number of words of its book."""
        return {f"words:{self.anthology_id}"}

    @cached_property
    def rendered(self) -> RenderedArticle:
        """What readers get: the stored rendering, or a fresh one of a draft."""
        stored = None if self._holds_draft else ArticleRendering.objects.of(self)
        return stored or render_article(self)

    def settle(self) -> None:
        """Take author and anthology from what other pages have read of them."""
        attach_known([self], "author_page", "anthology")

    @property
    def co_authors(self) -> list[Any]:
        """The author pages of those who wrote along, in the author's order."""
        # A draft's links are not in the database, the people are.
        links = self.co_author_links
        ids = (
            CO_AUTHORS.rows(article=self.pk)
            if self.is_open
            else [link.author_id for link in links.all()]
        )
        if not ids:
            return []
        people: Any = CoAuthor._meta.get_field("author").related_model
        rows = people.objects.select_related("locale", "closed_page")
        found = rows.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

    @property
    def written_by(self) -> Any | None:
        """The author page, whether readers may open it or not."""
        return self.author_page

    @property
    def open_author(self) -> Any | None:
        """The author page, where readers may open it."""
        author = self.author_page
        return author if author is not None and author.is_readable else None

    @property
    def open_anthology(self) -> Any | None:
        """The anthology, where readers may open it."""
        book = self.anthology
        return book if book is not None and book.is_readable else None

    def trail(self, known: Callable[[], Iterable[Page]]) -> list[Any]:
        return [page for page in (self.open_author, self.open_anthology) if page]

    # Here and not in `SoldText`: the search index asks for the model a field is of.
    @property
    def open_text(self) -> str:
        """Plain text that may be indexed and quoted: nothing that must be bought."""
        return self.rendered.open_text(for_sale=self.is_for_sale)

    @property
    def tag_names(self) -> str:
        """All tags in one string, for the search index."""
        return " ".join(tag["name"] for tag in self.rendered.tags)

    @property
    def short_path(self) -> str:
        """The permanent short address."""
        return f"/p/{self.code}/"

    @property
    def description_for_sharing(self) -> str:
        return self.search_description or self.lead

    @property
    def image_for_sharing(self) -> models.Model | None:
        return self.social_image or self.cover

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context.update(article_context(self))
        return context


def _co_authors(article: int) -> Any:
    links = CoAuthor.objects.filter(article_id=article).order_by("sort_order")
    return links.values_list("author_id", flat=True)


CO_AUTHORS: Written[int] = Written(_co_authors, article=int)
