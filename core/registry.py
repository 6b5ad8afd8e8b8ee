"""One way for a feature to plug into another: the place is open, features come to it.

A *registry* belongs to whoever asks it, and lies there; a feature plugs in once, from
`AppConfig.ready()`. So what lies below a feature asks it without importing it.
docs/new-app.md lists the registries there are.
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Part = TypeVar("Part")

# Every registry by its name: for the documentation, and the test that compares both.
REGISTRIES: dict[str, "Registry"] = {}


class TakenError(ValueError):
    """Two features plug in under one key: one of them would never be asked."""


class Registry(Generic[Key, Part]):
    """What features have plugged in, each under a key of its own.

    Read in the order in which it was plugged in: from the highest app to the lowest.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts: dict[Key, Part] = {}
        REGISTRIES[name] = self

    def register(self, key: Key, part: Part) -> None:
        """Plug in `part`; the same once more changes nothing, else TakenError."""
        if self._parts.setdefault(key, part) != part:
            raise TakenError(f"{self.name}: {key!r} is taken")

    def register_all(self, parts: Mapping[Key, Part]) -> None:
        for key, part in parts.items():
            self.register(key, part)

    def items(self) -> Iterator[tuple[Key, Part]]:
        yield from list(self._parts.items())

    def get(self, key: Key) -> Part | None:
        return self._parts.get(key)

    def __getitem__(self, key: Key) -> Part:
        return self._parts[key]

    def __iter__(self) -> Iterator[Part]:
        yield from list(self._parts.values())

    def __contains__(self, key: object) -> bool:
        return key in self._parts
