from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, Page, PageManager
from wagtail.search import index

from accounts.identity.faces import Face
from accounts.models import User
from accounts.preferences.selectors import is_findable
from articles.admin.forms import AuthorPageForm, FacePanel
from articles.feeds import FeedPageMixin
from articles.lists import (
    Counted,
    Counts,
    author_entries,
    in_order,
    paginate,
    paginate_articles,
)
from articles.models.anthology import AnthologyPage
from articles.models.article import ArticlePage
from articles.models.article_parts import CoAuthor
from core.caching.pieces import tally
from core.pages.base import BasePage
from core.pages.querysets import BasePageQuerySet, readable
from images.models import CustomImage
from images.renditions import face_pictures
from images.selectors import attach_pictures
from images.specs import SHAPES


class AuthorQuerySet(BasePageQuerySet):
    def for_reading(self) -> Self:
        """Everything the author's own page needs of the author, in one query."""
        return self.select_related("locale", "user__preferences")

    def with_faces(self) -> Self:
        """With all that `face` needs, in two queries more at most."""
        portraits = CustomImage.objects.prefetch_renditions(*SHAPES["avatar"])
        faces = models.Prefetch("portrait", portraits)
        return self.select_related("locale", "user").prefetch_related(faces)

    def with_counts(self) -> Self:
        """Adds `article_count`: what the author's page lists, co-written articles too."""
        mine = models.OuterRef("pk")
        shared = CoAuthor.objects.filter(readable("article__"), author=mine)
        others = shared.exclude(article__author_page=mine).order_by().values("author")
        co_written = models.Subquery(others.values(count=models.Count("pk")))
        own = models.Count("articles", filter=readable("articles__"))
        return self.annotate(article_count=own + Coalesce(co_written, 0))


def articles_by_author(locale: int) -> Counts:
    """Authors of whom readers find something, in the language.

    A notebook that was opened is not an author yet.
    """
    authors = AuthorPage.objects.published().filter(locale_id=locale).with_counts()

    def count(pks: Iterable[int] | None) -> dict[int, Counted]:
        among = authors.filter(article_count__gt=0).order_by()
        if pks is not None:
            among = among.filter(pk__in=pks)
        rows = among.values_list("pk", "article_count", "title")
        return {pk: Counted(-articles, title) for pk, articles, title in rows}

    return tally(f"authors {locale}", ("below", "page"), count)


class AuthorIndexPage(BasePage):
    """`/authors/`: everyone who writes here."""

    in_frame = True
    intro = models.CharField(_("导语"), max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.AuthorPage"]
    max_count_per_parent = 1
    list_params = ("page",)

    class Meta:
        verbose_name = _("作者列表")
        verbose_name_plural = _("作者列表")

    def shows(self) -> set[str]:
        return super().shows() | {f"below:{self.pk}"}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        counts = articles_by_author(self.locale_id)
        page = paginate(request, in_order(counts), per_page=24)
        page.object_list = author_entries(page.object_list, counts)
        context["page_of_authors"] = page
        return context


class AuthorPage(FeedPageMixin, BasePage):
    """An author's own place: everything they write lives below it.

    Made when a reader opens a notebook (`articles.services.open_notebook`).
    `title` is the name by-lines show. With a `user` the account keeps name, picture
    and words: the title repeats the name and follows it, but for translations, which
    carry the same `user` and may have a name of their own. Without a `user` the page
    keeps all of it. Whoever shows an author takes it from `face`.
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
        FacePanel(heading=_("名字与头像")),
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
    list_params = ("page",)
    base_form_class = AuthorPageForm

    search_fields = [
        *Page.search_fields,
        index.SearchField("words"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        verbose_name = _("作者")
        verbose_name_plural = pgettext_lazy("plural", "作者")
        permissions = [("trust_author", "Can let authors publish without review")]

    # --- Saving ---------------------------------------------------------------

    @property
    def kept_by_account(self) -> tuple[str, ...]:
        """The fields that are not the page's to say."""
        if self.user_id is None:
            return ()
        follows = self.alias_of_id or self.locale_id == Locale.get_default().pk
        return ("title", "portrait") if follows else ("portrait",)

    def follow_account(self) -> None:
        """Take over what the account keeps; needs a transaction.

        The row is held before the name is read: of two at once the later one knows
        the newer name.
        """
        if self.user_id is None:
            return
        self.portrait = None
        if "title" in self.kept_by_account:
            held = Page.objects.select_for_update(no_key=True)
            held = held.filter(pk=self.pk)
            list(held.values_list("pk"))
            user = User.objects.filter(pk=self.user_id).first()
            if user is not None:
                self.title = self.draft_title = user.face.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            self.follow_account()
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            self.follow_account()
            return super().save_revision(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "AuthorPage":
        """No version brings back another account, or a name the account had."""
        page = super().with_content_json(content)
        page.user_id = self.user_id
        for name in self.kept_by_account:
            setattr(page, name, getattr(self, name))
        return page

    # --- Reading --------------------------------------------------------------

    def shows(self) -> set[str]:
        return super().shows() | {f"below:{self.pk}"}

    @property
    def face(self) -> Face:
        """What readers see of the author; what the page says itself goes first."""
        if self.user is not None:
            kept = self.user.face
        else:
            kept = Face(self.title, face_pictures(self.portrait))
        words = self.bio or kept.words
        return replace(kept, name=self.title, words=words, line=self.tagline)

    @property
    def words(self) -> str:
        """All that is told of the author, for the search index."""
        face = self.face
        return "\n".join(filter(None, (face.line, face.words)))

    @property
    def description_for_sharing(self) -> str:
        return self.search_description or self.face.summary[:120]

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
        articles = paginate_articles(request, self.feed_articles())
        anthologies = list(
            AnthologyPage.objects.child_of(self).published().with_counts()
        )
        covers = ((page, "cover") for page in anthologies)
        attach_pictures(
            [(self, "portrait"), *covers], "cover", "spine", "avatar", "hero"
        )
        context["page_of_articles"] = articles
        context["anthologies"] = anthologies
        context["is_findable"] = is_findable(self.user)
        return context
