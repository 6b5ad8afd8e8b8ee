import logging
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
    get_upload_to,
)
from wagtail.search import index

from core.breaker import HelperAwayError
from core.caching.rows import NotedRow
from core.pictures import PictureError
from images.drawing import PictureFilter
from images.fields import PictureModelField
from images.intake.originals import CleanPicture, clean_picture
from images.querysets import FileUseQuerySet

logger = logging.getLogger(__name__)


class CustomImage(NotedRow, AbstractImage):
    """A picture with who made it, and whether it is for its uploader only."""

    noted_as = "image"

    file = PictureModelField(
        verbose_name=_("文件"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(_("图片来源"), max_length=200, blank=True)
    is_private = models.BooleanField(
        _("仅自己可见"),
        default=False,
        help_text=_("私密图片不会出现在别人的图库、搜索和接口里。"),
    )

    search_fields = [
        *(f for f in AbstractImage.search_fields if f.field_name != "tags"),
        # Whoever searches also chooses by tag, in the library and in the chooser.
        index.RelatedFields(
            "tags",
            [
                index.SearchField("name", boost=10),
                index.AutocompleteField("name"),
                index.FilterField("name"),
            ],
        ),
        index.FilterField("is_private"),
    ]
    admin_form_fields = (*Image.admin_form_fields, "credit", "is_private")

    class Meta(AbstractImage.Meta):
        verbose_name = _("图片")
        verbose_name_plural = pgettext_lazy("plural", "图片")
        indexes = [models.Index(fields=["file"], name="images_original_by_file")]

    def get_upload_to(self, filename: str) -> str:
        """Dated folders keep each one small: `original_images/2026/11/name.jpg`."""
        folder, _slash, name = super().get_upload_to(filename).rpartition("/")
        return f"{folder}/{date.today():%Y/%m}/{name}"  # noqa: DTZ011 a folder name

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Width and height are written before the file is, so it is cleaned first.
        if self.file and not self.file._committed:
            file = self.file.file
            if not isinstance(file, CleanPicture):
                self.file = clean_picture(file, self.file.name)  # type: ignore[assignment]
        super().save(*args, **kwargs)

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        # Wagtail draws three at once, each with the whole picture in memory.
        return {wanted: self.create_rendition(wanted) for wanted in filters}

    def create_rendition(self, filter: Filter) -> AbstractRendition:  # noqa: A002
        """SourceImageIOError, which templates know, where it cannot be stored."""
        try:
            return super().create_rendition(filter)
        except HelperAwayError as error:
            raise SourceImageIOError(str(error)) from error

    def generate_rendition_file(
        self,
        filter: Filter,  # noqa: A002 Wagtail's name
        **kwargs: Any,
    ) -> File:
        """SourceImageIOError, which templates know, where it cannot be drawn."""
        try:
            drawing = PictureFilter(spec=filter.spec)
            return super().generate_rendition_file(drawing, **kwargs)
        except PictureError as error:
            logger.warning("picture %s cannot be drawn as %s", self.pk, filter.spec)
            raise SourceImageIOError(str(error)) from error


class Rendition(AbstractRendition):
    image = models.ForeignKey(
        CustomImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="images_rendition_once_per_filter",
            )
        ]
        indexes = [models.Index(fields=["file"], name="images_rendition_by_file")]


class FileUse(models.Model):
    """A page shows a file; without a page, the frame of the site does.

    Written when the page is saved, so that asking who may open a file is one look
    at an index. `is_gated` when it only stands in what must be bought as soon as
    the page is for sale: behind the mark, or in a text without one.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    image = models.ForeignKey(
        CustomImage, null=True, on_delete=models.CASCADE, related_name="uses"
    )
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, on_delete=models.CASCADE, related_name="+"
    )
    is_gated = models.BooleanField(default=False)

    objects = FileUseQuerySet.as_manager()
    # It says again what the reference index knows.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(image=None) ^ models.Q(document=None),
                name="images_fileuse_one_file",
            ),
            models.UniqueConstraint(
                fields=["page", "image"], name="images_fileuse_image_once"
            ),
            models.UniqueConstraint(
                fields=["page", "document"], name="images_fileuse_document_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.image_id or self.document_id}"
