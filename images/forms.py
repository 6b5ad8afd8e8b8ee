from typing import Any

from django.core.exceptions import ValidationError

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.files import FilesAwayError, ask_for_files
from images.fields import PictureField


class KeptFileMixin:
    """A form of the admin whose file can be kept: else it says so, and stays."""

    def clean(self) -> Any:
        form: Any = self
        if form.files.get(form.add_prefix("file")):
            try:
                ask_for_files()
            except FilesAwayError as error:
                form.add_error("file", ValidationError(str(error), code=error.code))
        return super().clean()  # type: ignore[misc]


class PaperForm(KeptFileMixin, BaseDocumentForm):
    """Every form of Wagtail's admin that takes a document."""


class PictureForm(KeptFileMixin, BaseImageForm):
    """Every form of Wagtail's admin that takes a picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wagtails := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=wagtails.label,
                required=wagtails.required,
                widget=wagtails.widget,
                help_text=wagtails.help_text,
            )
