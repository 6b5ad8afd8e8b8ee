"""What many pieces are made of, read for all of them at once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Generic, TypeVar

from core.caching.making import note_heard, watching
from core.caching.pieces import heard

T = TypeVar("T")


class Together(Generic[T]):
    """Rows by key, read by `read` when the first piece that is missing asks for its own.

    Reading notes nothing: whoever asks says what the piece shows. A row is as old as
    the reading, which each piece is told.
    """

    def __init__(
        self, keys: Iterable[int], read: Callable[[Collection[int]], Mapping[int, T]]
    ) -> None:
        self._keys, self._read = tuple(keys), read
        self._rows: dict[int, tuple[T | None, int | None]] = {}

    def get(self, key: int, is_kept: Callable[[int], bool]) -> T | None:
        """The row, or None where there is none.

        With it come all others, but those of whose keys `is_kept` says that nobody
        will ask for them.
        """
        if key not in self._rows:
            others = (other for other in self._keys if other not in self._rows)
            wanted = {key, *(other for other in others if not is_kept(other))}
            when = heard()
            with watching():
                found = self._read(wanted)
            self._rows |= {each: (found.get(each), when) for each in wanted}
        row, when = self._rows[key]
        note_heard(when)
        return row
