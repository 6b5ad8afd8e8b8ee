"""Refusals and remarks of the import, each with a stable code."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a file that was read all the same."""

    code: str
    detail: str = ""


class TransferError(Exception):
    """Something could not be read; `code` is stable, `detail` names the spot."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail

    @property
    def note(self) -> Note:
        return Note(self.code, self.detail)


class ReadError(TransferError):
    """One file could not be read; the others are not concerned."""


class SourceError(TransferError):
    """The folder or archive as a whole could not be read."""


class LeftAloneError(TransferError):
    """An article that was there before must not be changed; the others are."""


class TooManyImportsError(DomainError):
    """A person hands in one more, before those handed in are done with."""

    code = "too_many_imports"
    message = _(
        "你交来的导入还有 %(number)d 个没有做完，最多只能这么多。"
        "等其中一个有了结果，再交这一个；这次什么也没有存下。"
    )
    status = 409

    def __init__(self, number: int) -> None:
        super().__init__(self.message % {"number": number})
