"""The notations of heads: YAML, TOML and JSON, to plain values.

Of keys that stand twice the last one counts, as with every generator; what it
replaced is not forgotten.
"""

import datetime
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field

from transfer.errors import Note, ReadError
from transfer.reading.heads.yaml_values import MAX_DEPTH, MAX_VALUES, Value, load_yaml

MAX_HEAD = 128 * 1024
# More parts than any head has, `a.b.c…`, in quotation marks or without
DEEP_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]{1,99}|"(?:\\.|[^"\\\n]){0,99}"|'[^'\n]{0,99}')[ \t]*\.[ \t]*)"""
    rf"{{{MAX_DEPTH},}}"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says, without its text."""

    values: dict[str, Value] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    lost: list[tuple[str, Value]] = field(default_factory=list)


def parse(inner: str, fence: str, line: int) -> Head | None:
    """What the text between two `fence`s says, None when it is no mapping.

    `line` is the number of its first one. Raises ReadError.
    """
    if len(inner) > MAX_HEAD:
        raise ReadError("front_matter_bomb", f"{len(inner) // 1024} KB")
    if fence.startswith("+"):
        return Head(_toml(inner))
    if fence.startswith(";"):
        return _json("{" + inner + "}")
    # Hexo reads tabs at the start of a line as two blanks, YAML forbids them
    untabbed = re.sub(r"^\t+", _blanks, inner, flags=re.MULTILINE)
    value, notes, lost = load_yaml(untabbed, first_line=line)
    return Head(value, notes, lost) if isinstance(value, dict) else None


def _blanks(match: re.Match[str]) -> str:
    return "  " * len(match[0])


def _toml(inner: str) -> dict[str, Value]:
    if DEEP_KEY.search(inner):
        # the parser looks at each part of a key once for every other
        raise ReadError("front_matter_bomb")
    try:
        values = tomllib.loads(inner)
    except (ValueError, RecursionError) as error:
        raise ReadError("front_matter_toml", first_line(error)) from error
    return _plain_dict(values)


def _json(text: str) -> Head:
    twice = Twice()
    try:
        values = json.loads(text, object_pairs_hook=twice.read)
    except (ValueError, RecursionError) as error:
        raise ReadError("front_matter_json", first_line(error)) from error
    if not isinstance(values, dict):
        raise ReadError("front_matter_json")
    return twice.head(values)


class Twice:
    """Reads the pairs of objects as JSON does, and notes keys that stand twice."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.lost: list[tuple[str, object]] = []

    def read(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        counted = Counter(key for key, _value in pairs)
        twice = [key for key, number in counted.items() if number > 1]
        self.notes.extend(Note("duplicate_key", key) for key in twice)
        if twice:
            # as written: to Python `0` and `false` are equal
            self.lost += [p for p in pairs if repr(p[1]) != repr(found[p[0]])]
        return found

    def head(self, values: dict[str, object]) -> Head:
        lost = [
            pair
            for key, value in self.lost
            for pair in _plain_dict({key: value}).items()
        ]
        return Head(_plain_dict(values), self.notes, lost)


def first_line(error: Exception) -> str:
    return str(error).split("\n")[0][:120]


def _plain_dict(values: dict[str, object]) -> dict[str, Value]:
    budget = [MAX_VALUES]
    return {key: _plain(value, MAX_DEPTH, budget) for key, value in values.items()}


def _plain(value: object, depth: int, budget: list[int]) -> Value:
    """TOML and JSON values as the YAML reader would give them."""
    budget[0] -= 1
    if depth == 0 or budget[0] < 0:
        raise ReadError("front_matter_bomb")
    if isinstance(value, dict):
        return {str(k): _plain(v, depth - 1, budget) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth - 1, budget) for item in value]
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return str(value)
