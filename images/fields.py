"""The one way a picture file comes in, by whatever form, API, import or command."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.forms import FileField

from wagtail.images import fields as form_fields
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from core.pictures import PictureError, opened_picture
from images.intake.originals import CleanPicture, clean_picture


class PictureFieldFile(WagtailImageFieldFile):
    """Never writes a file that was not cleaned."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        if not isinstance(content, CleanPicture):
            content = clean_picture(content, name)
        super().save(content.name or name, content, save=save)

    save.alters_data = True  # type: ignore[attr-defined]

    def get_image_dimensions(self) -> tuple[int, int]:
        """As decoded when it came; a broken or lost file keeps what is stored."""
        try:
            if isinstance(self.file, CleanPicture):
                return self.file.width, self.file.height
            with opened_picture(self.file) as picture:
                return picture.size
        except (PictureError, OSError):
            return self.instance.width, self.instance.height
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """A stored file is closed again; one that was just handed in is needed."""
        if self._committed and not self.closed:
            self.close()
            del self.file  # not every storage opens a file twice
        elif not self._committed:
            self.file.seek(0)


class PictureModelField(WagtailImageField):
    attr_class = PictureFieldFile


class PictureField(form_fields.WagtailImageField):
    """A picture of a form, cleaned; refuses with a word what is none."""

    def to_python(self, data: Any) -> CleanPicture | None:
        file = FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        self.run_validators(file)
        try:
            return clean_picture(file, str(file.name))
        except PictureError as error:
            raise ValidationError(str(error), code=error.code) from error
