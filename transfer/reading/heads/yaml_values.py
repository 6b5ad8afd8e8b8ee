"""YAML to plain strings, lists and dicts: no types, no tags, no bombs.

PyYAML only cuts the text into events; the values are built here, so there is
nothing to construct and nothing recurses. Scalars stay as written, since blogs
write `abbrlink: 1e10`, `title: 1.10` and `date: 2019-02-30`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import yaml

from transfer.errors import Note, ReadError

MAX_DEPTH = 20
MAX_VALUES = 5000
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Value: TypeAlias = "str | None | list[Value] | dict[str, Value]"


class Loaded(NamedTuple):
    """What a text says; `lost` are the values another one of the same key replaced."""

    value: Value
    notes: list[Note]
    lost: list[tuple[str, Value]]


@dataclass(slots=True)
class _Frame:
    value: list[Value] | dict[str, Value]
    anchor: str | None = None
    key: str | None = None
    has_key: bool = False


@dataclass(slots=True)
class _Builder:
    notes: list[Note] = field(default_factory=list)
    lost: list[tuple[str, Value]] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    anchors: dict[str, tuple[Value, int]] = field(default_factory=dict)
    size: int = 0
    root: Value = None

    def feed(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event)
            self._anchored(event.anchor, _scalar(event))
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._open(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            frame = self.stack.pop()
            self._anchored(frame.anchor, frame.value)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._refuse_tag(event)
        if len(self.stack) >= MAX_DEPTH:
            raise ReadError("front_matter_bomb", _line(event))
        is_list = isinstance(event, yaml.SequenceStartEvent)
        self.stack.append(_Frame([] if is_list else {}, event.anchor))

    def _refuse_tag(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None) or ""
        if tag not in ("", "!") and not tag.startswith("tag:yaml.org,2002:"):
            raise ReadError("front_matter_tag", tag)
        if "python" in tag:
            raise ReadError("front_matter_tag", tag)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self.anchors:
            # also an alias to a value that is not finished: `a: &a [*a]`
            raise ReadError("front_matter_bomb", f"*{event.anchor}")
        value, size = self.anchors[event.anchor]
        self._put(value, size)

    def _anchored(self, anchor: str | None, value: Value) -> None:
        self._put(value, 1)
        if anchor:
            self.anchors[anchor] = (value, _count(value))

    def _put(self, value: Value, size: int) -> None:
        self.size += size
        if self.size > MAX_VALUES:
            raise ReadError("front_matter_bomb")
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
        elif not frame.has_key:
            frame.key, frame.has_key = _as_key(value), True
        else:
            self._set(frame, value)

    def _set(self, frame: _Frame, value: Value) -> None:
        key, frame.has_key = frame.key or "", False
        target = frame.value
        if not isinstance(target, dict):
            return
        if key == "<<":
            for name, merged in _mappings(value):
                if name in target:
                    self._lose(name, merged, target[name])
                target.setdefault(name, merged)
            return
        if key in target:
            self.notes.append(Note("duplicate_key", key))
            self._lose(key, target[key], value)
        target[key] = value

    def _lose(self, key: str, value: Value, kept: Value) -> None:
        if value != kept:
            self.lost.append((key, value))


def _mappings(value: Value) -> Iterator[tuple[str, Value]]:
    """The pairs to merge: of a mapping, or of lists of them however deep."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        for each in value:
            yield from _mappings(each)


def _count(value: Value) -> int:
    """Values inside `value`; it was built within the limits, so this ends."""
    total, waiting = 0, [value]
    while waiting:
        item = waiting.pop()
        total += 1
        if total > MAX_VALUES:
            raise ReadError("front_matter_bomb")
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            waiting.extend(item.values())
    return total


def _scalar(event: yaml.ScalarEvent) -> Value:
    if event.style is None and event.value in NULLS:
        return None
    return str(event.value)


def _as_key(value: Value) -> str:
    """A key; one that is a list is read as its words."""
    if isinstance(value, list):
        return " ".join(filter(None, map(_as_key, value)))
    return value if isinstance(value, str) else ""


def _line(event: yaml.Event) -> str:
    return str(event.start_mark.line + 1) if event.start_mark else ""


def load_yaml(text: str, *, first_line: int = 1) -> Loaded:
    """The first document of `text` and remarks on it.

    Raises ReadError `front_matter_yaml` (with the line, `first_line` being the
    first one's number), `front_matter_tag` or
    `front_matter_bomb`. The last of several equal keys wins.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.DocumentEndEvent):
                break
            builder.feed(event)
    except yaml.MarkedYAMLError as error:
        raise ReadError("front_matter_yaml", _where(error, first_line)) from error
    except yaml.YAMLError as error:
        raise ReadError("front_matter_yaml") from error
    return Loaded(builder.root, builder.notes, builder.lost)


def _where(error: yaml.MarkedYAMLError, first_line: int) -> str:
    mark = error.problem_mark or error.context_mark
    return str(mark.line + first_line) if mark else ""
