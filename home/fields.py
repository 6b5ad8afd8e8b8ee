"""A Markdown field: its links by id are known, and it is translated in pieces."""

from typing import Any

from wagtailmarkdown.fields import MarkdownField as BaseMarkdownField

from articles.blocks import MarkdownBlock


class MarkdownField(BaseMarkdownField):
    def extract_references(self, value: str) -> Any:
        """Pages, documents and images that the text links to by id."""
        return MarkdownBlock().extract_references(value)

    def get_translatable_segments(self, value: str) -> list[Any]:
        return MarkdownBlock().get_translatable_segments(value)

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return MarkdownBlock().restore_translated_segments(value, segments)

    def deconstruct(self) -> Any:
        # The column is the same, so migrations need not tell the two apart.
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtailmarkdown.fields.MarkdownField", args, kwargs
