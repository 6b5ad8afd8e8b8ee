"""Tags for many pictures and documents at once, separated as everywhere."""

from typing import Any

from wagtail.documents.views.bulk_actions import AddTagsBulkAction as TagDocuments
from wagtail.images.views.bulk_actions import AddTagsBulkAction as TagImages

from articles.tags import parse_tags


class SeparatedTags:
    """Wagtail's own action knows no separator but the comma."""

    cleaned_form: Any

    def get_execution_context(self) -> dict[str, list[str]]:
        return {"tags": parse_tags(self.cleaned_form.cleaned_data["tags"])}


class TagImagesAction(SeparatedTags, TagImages):
    """In the place of Wagtail's."""


class TagDocumentsAction(SeparatedTags, TagDocuments):
    """In the place of Wagtail's."""
