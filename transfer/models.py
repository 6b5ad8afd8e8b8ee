from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportedPost(models.Model):
    """The file an article was read from, kept to the byte.

    A second import of the same file finds it by `path` and `digest` and changes
    nothing; an export of an unchanged article gives `source` back.
    """

    page = models.OneToOneField(
        "articles.ArticlePage",
        verbose_name=_("文章"),
        on_delete=models.CASCADE,
        related_name="imported_from",
    )
    author_page = models.ForeignKey(
        "articles.AuthorPage", on_delete=models.CASCADE, related_name="+"
    )
    path = models.CharField(_("文件"), max_length=500)
    digest = models.CharField(max_length=64)
    head = models.TextField(blank=True)
    source = models.BinaryField()
    body_digest = models.CharField(max_length=64, blank=True)
    # Old paths of the article that lead to it once it is published.
    waiting_paths = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("导入记录")
        verbose_name_plural = pgettext_lazy("plural", "导入记录")
        constraints = [
            models.UniqueConstraint(
                fields=["author_page", "path"], name="transfer_imported_post_once"
            )
        ]

    def __str__(self) -> str:
        return self.path


class ImportState(models.TextChoices):
    WAITING = "waiting", _("等待中")
    RUNNING = "running", _("导入中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("失败")


class MarkdownImportQuerySet(models.QuerySet["MarkdownImport"]):
    def waiting(self) -> Self:
        return self.filter(state=ImportState.WAITING)

    def unfinished(self) -> Self:
        return self.filter(state__in=(ImportState.WAITING, ImportState.RUNNING))

    def by_turns(self) -> Self:
        """First those of whose people the last import was begun longest ago."""
        same = MarkdownImport.objects.filter(user=models.OuterRef("user"))
        begun = same.exclude(begun_at=None).order_by("-begun_at").values("begun_at")[:1]
        turn = models.F("turn").asc(nulls_first=True)
        return self.annotate(turn=models.Subquery(begun)).order_by(turn, "pk")


class MarkdownImport(models.Model):
    """A zip of Markdown files that someone handed in, and what became of it.

    The zip waits in `parts` until it is done with. `begun_at` is when a worker last
    took it. `touched_at` is when the import last went on: one that runs and was not
    touched for long has lost its worker.
    """

    State = ImportState

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    anthology = models.ForeignKey(
        "articles.AnthologyPage",
        verbose_name=_("文集"),
        # Whoever handed it in reads what became of it.
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    file_name = models.CharField(_("文件"), max_length=255)
    is_dry_run = models.BooleanField(_("预演"), default=False)
    as_drafts = models.BooleanField(_("全部存为草稿"), default=False, db_default=False)
    state = models.CharField(
        _("状态"),
        max_length=10,
        choices=ImportState.choices,
        default=ImportState.WAITING,
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    report = models.JSONField(default=list)
    error = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(_("提交时间"), auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(default=timezone.now)

    objects = MarkdownImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = pgettext_lazy("plural", "导入")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ImportState.values),
                name="transfer_markdown_import_state_known",
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_finished(self) -> bool:
        return self.state in (ImportState.DONE, ImportState.FAILED)


class ImportPart(models.Model):
    """A piece of the zip of an import, so that no reader's address leads to it.

    In the database web server and worker find it wherever they run.
    """

    markdown_import = models.ForeignKey(
        MarkdownImport, on_delete=models.CASCADE, related_name="parts"
    )
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["markdown_import", "number"], name="transfer_import_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.markdown_import_id}: {self.number}"
