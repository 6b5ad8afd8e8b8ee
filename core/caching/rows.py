"""Rows that note themselves: whatever is read while an answer is made, it shows."""

from typing import Any, Self

from core.caching.making import note


class NotedRow:
    """Mixin for models: each row that is read has the tag `<noted_as>:<key>`.

    Stands before the model in the bases; `purge` it when a row changes.
    """

    noted_as: str
    pk: Any

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        row: Self = super().from_db(*args, **kwargs)  # type: ignore[misc]
        note(row.row_tag)
        return row

    @property
    def row_tag(self) -> str:
        return f"{self.noted_as}:{self.pk}"
