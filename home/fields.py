"""A Markdown field whose links by id are known to Wagtail's reference index."""

from typing import Any

from wagtailmarkdown.fields import MarkdownField as BaseMarkdownField

from articles.blocks import MarkdownBlock


class MarkdownField(BaseMarkdownField):
    def extract_references(self, value: str) -> Any:
        """Pages, documents and images that the text links to by id."""
        return MarkdownBlock().extract_references(value)

    def deconstruct(self) -> Any:
        # The column is the same, so migrations need not tell the two apart.
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtailmarkdown.fields.MarkdownField", args, kwargs
