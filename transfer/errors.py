"""Refusals and remarks of the import, each with a stable code."""

from dataclasses import dataclass


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
