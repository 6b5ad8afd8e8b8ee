from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    ImageQuerySet,
)


class CustomImageQuerySet(ImageQuerySet):
    def public(self) -> "CustomImageQuerySet":
        """Images anyone may be told about: not marked private."""
        return self.filter(is_private=False)


class CustomImage(AbstractImage):
    """A picture with who made it, and whether it is for its uploader only."""

    credit = models.CharField(_("图片来源"), max_length=200, blank=True)
    is_private = models.BooleanField(
        _("仅自己可见"),
        default=False,
        help_text=_("私密图片不会出现在别人的图库、搜索和接口里。"),
    )

    objects = CustomImageQuerySet.as_manager()

    admin_form_fields = (*Image.admin_form_fields, "credit", "is_private")

    class Meta(AbstractImage.Meta):
        verbose_name = _("图片")
        verbose_name_plural = pgettext_lazy("plural", "图片")

    def get_upload_to(self, filename: str) -> str:
        """Dated folders keep each one small: `original_images/2026/11/name.jpg`."""
        folder, _slash, name = super().get_upload_to(filename).rpartition("/")
        return f"{folder}/{date.today():%Y/%m}/{name}"  # noqa: DTZ011 a folder name


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
