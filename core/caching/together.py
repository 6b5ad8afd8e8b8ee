"""What many pieces are made of, read for all of them at once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Generic, TypeVar

from core.caching.making import watching

T = TypeVar("T")


class Together(Generic[T]):
    """Rows by key, read by `read` when the first piece that is missing asks for its own.

    Reading notes nothing: whoever asks says what the piece shows.
    """

    def __init__(
        self, keys: Iterable[int], read: Callable[[Collection[int]], Mapping[int, T]]
    ) -> None:
        self._keys, self._read = tuple(keys), read
        self._rows: dict[int, T | None] = {}

    def get(self, key: int, is_kept: Callable[[int], bool]) -> T | None:
        """The row, or None where there is none.

        With it come all others, but those of whose keys `is_kept` says that nobody
        will ask for them.
        """
        if key not in self._rows:
            others = (other for other in self._keys if other not in self._rows)
            wanted = {key, *(other for other in others if not is_kept(other))}
            with watching():
                found = self._read(wanted)
            self._rows |= {each: found.get(each) for each in wanted}
        return self._rows[key]
