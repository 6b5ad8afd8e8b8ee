"""The zip of an import, kept in the database piece by piece."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from transfer.models import (
    ImportPart,
    MarkdownImport,
)

PART = 1024 * 1024


def keep_parts(row: MarkdownImport, file: BinaryIO) -> None:
    """Store all of `file` with `row`; never more than a few pieces in memory."""
    file.seek(0)
    ImportPart.objects.bulk_create(_parts(row, file), batch_size=8)


def _parts(row: MarkdownImport, file: BinaryIO) -> Iterable[ImportPart]:
    number = 0
    while data := file.read(PART):
        yield ImportPart(markdown_import=row, number=number, data=data)
        number += 1


@contextmanager
def opened(row: MarkdownImport) -> Iterator[BinaryIO]:
    """The zip as a file, for as long as the context lasts."""
    with tempfile.TemporaryFile() as file:
        for data in row.parts.values_list("data", flat=True).iterator(chunk_size=4):
            file.write(data)
        file.seek(0)
        yield file
