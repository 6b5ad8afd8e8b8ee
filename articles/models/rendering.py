from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.rendering.render import (
    VERSION,
    render_article,
    rendering_digest,
    tags_of,
)
from articles.rendering.rendered import STORED, RenderedArticle

if TYPE_CHECKING:
    from articles.models.article import ArticlePage


class RenderingManager(models.Manager["ArticleRendering"]):
    def of(self, page: "ArticlePage") -> RenderedArticle | None:
        """What is stored of a saved article, if anything is."""
        row = getattr(page, "rendering", None) if page.pk else None
        return row.as_rendered() if row is not None else None

    def renew(self, page: "ArticlePage", *, force: bool = False) -> RenderedArticle:
        """Render `page` and store the result, unless the stored one is still true."""
        rendered = None if force else self.of(page)
        if rendered is None or rendered.digest != rendering_digest(page, tags_of(page)):
            rendered = render_article(page)
            self._store(page, rendered)
        page.__dict__["rendered"] = rendered
        return rendered

    def _store(self, page: "ArticlePage", rendered: RenderedArticle) -> None:
        row = self.model(page_id=page.pk, version=VERSION)
        for name in STORED:
            setattr(row, name, getattr(rendered, name))
        # One statement, whether there is a row already or not.
        self.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=[*STORED, "version", "rendered_at"],
        )
        page.rendering = row


class ArticleRendering(models.Model):
    """What readers get of one article, stored when it is saved.

    `blocks` and `gated_blocks` are lists of `{"id", "type", "html"}`: before and
    behind the paywall mark. They are kept apart so that no query for the open
    part can bring the other along; `articles.access` decides who gets it.
    """

    page = models.OneToOneField(
        "articles.ArticlePage",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="rendering",
    )
    blocks = models.JSONField(default=list)
    gated_blocks = models.JSONField(default=list)
    has_mark = models.BooleanField(default=False)
    headings = models.JSONField(default=list)
    text = models.TextField(blank=True)
    gated_text = models.TextField(blank=True)
    summary = models.CharField(max_length=400, blank=True)
    words = models.PositiveIntegerField(_("字数"), default=0)
    gated_words = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(_("阅读时间"), default=0)
    features = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    # By which version of the renderer; 0 is due, a negative one failed with it.
    version = models.IntegerField(db_default=0, db_index=True)
    rendered_at = models.DateTimeField(auto_now=True)

    objects = RenderingManager()

    class Meta:
        verbose_name = _("成稿")
        verbose_name_plural = _("成稿")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.words}"

    def as_rendered(self) -> RenderedArticle:
        return RenderedArticle(**{name: getattr(self, name) for name in STORED})
