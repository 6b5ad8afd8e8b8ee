"""What goes into the copy of a person's data; each app adds what it keeps of them."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import User
from core.registry import Registry


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file of the copy; `path` has forward slashes and stays below its kind."""

    path: str
    content: bytes


Exporter = Callable[[User], Iterable[ExportedFile]]
# Each writes the folder of every copy that it is registered as. It gets the person,
# and may be asked again for the same one.
EXPORTS: Registry[str, Exporter] = Registry("copies of data")


def files_of(user: User) -> Iterator[ExportedFile]:
    """Every file of the copy, as `<kind>/<path>`."""
    for kind, exporter in sorted(EXPORTS.items()):
        for file in exporter(user):
            yield ExportedFile(f"{kind}/{file.path}", file.content)


def json_file(path: str, data: Any) -> ExportedFile:
    """`data` as readable JSON; times are ISO 8601."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return ExportedFile(path, f"{text}\n".encode())
