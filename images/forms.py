from typing import Any

from wagtail.images.forms import BaseImageForm

from images.fields import PictureField


class PictureForm(BaseImageForm):
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
