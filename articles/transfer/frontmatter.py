"""The head of a post: YAML, TOML, JSON or nothing, as the generators write it.

Hexo also takes a head that lacks the opening `---`, JSON without braces before
`;;;`, and tabs in YAML; Jekyll may end its head with `...`; Hugo has `+++`.
"""

import datetime
import json
import re
import tomllib
from dataclasses import dataclass, field

from articles.transfer.errors import Note, ReadError
from articles.transfer.yaml_values import MAX_DEPTH, MAX_VALUES, Value, load_yaml

MAX_HEAD = 128 * 1024
KNOWN_KEYS = frozenset(
    "title date tags tag categories category layout author draft published slug "
    "permalink description summary updated lastmod type comments password "
    "abbrlink aliases hidden subtitle keywords cover top url id lang".split()
)
FENCED = re.compile(r"(-{3,}|;{3,}|\+{3})[ \t]*\n")
OPENED = re.compile(r"\s*\n(?=-{3,}[ \t]*\n)")
BARE = re.compile(
    r"(?P<head>[A-Za-z\"][^\n]*:[^\n]*\n(?:[^\n]+\n)*?)(?P<end>-{3,}|;{3,})[ \t]*(?:\n|\Z)"
)
KEY_LINE = re.compile(r"^[\"']?(\w[\w.-]*)[\"']?\s*[:：=]", re.MULTILINE)
JSON_KEY = re.compile(r"[{,]\s*\"(\w+)\"\s*:")
JSON_START = re.compile(r"\{\s*\"")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`head` is the raw text with its fences; `head + body` is the whole file."""

    head: str = ""
    body: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def split_front_matter(text: str) -> FrontMatter:
    """Cut `text` (LF line ends) into its head and its body.

    Raises ReadError when there plainly is a head and it cannot be read, since
    publishing it as text could show a password or a draft.
    """
    if match := OPENED.match(text):
        blank, rest = text[: match.end()], text[match.end() :]
    else:
        blank, rest = "", text
    if match := FENCED.match(rest):
        return _fenced(text, len(blank), match)
    if JSON_START.match(text):
        return _json_object(text)
    if match := BARE.match(text):
        return _bare(text, match)
    return FrontMatter(body=text)


def _fenced(text: str, offset: int, match: re.Match[str]) -> FrontMatter:
    fence, start = match[1], offset + match.end()
    ends = (
        r"(?:\.\.\.|" + re.escape(fence) + ")" if fence == "---" else re.escape(fence)
    )
    closing = re.compile(rf"^{ends}[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, start)
    if closing is None:
        if _looks_like_head(text[start : start + 2000].split("\n\n")[0]):
            raise ReadError("front_matter_unclosed")
        return FrontMatter(body=text)
    inner = text[start : closing.start()]
    if not inner.strip():
        return FrontMatter(text[: closing.end()], text[closing.end() :])
    if offset and not _looks_like_head(inner):
        return FrontMatter(body=text)
    try:
        values, notes = _parse(inner, fence, text.count("\n", 0, start) + 1)
    except ReadError:
        if KEY_LINE.search(inner) or fence != "---":
            raise
        return FrontMatter(body=text, notes=[Note("no_front_matter")])
    if values is None:
        if KEY_LINE.search(inner):
            raise ReadError("front_matter_yaml")
        return FrontMatter(body=text, notes=[Note("no_front_matter")])
    return FrontMatter(text[: closing.end()], text[closing.end() :], values, notes)


def _looks_like_head(text: str) -> bool:
    return any(key.lower() in KNOWN_KEYS for key in KEY_LINE.findall(text))


def _parse(
    inner: str, fence: str, first_line: int
) -> tuple[dict[str, Value] | None, list[Note]]:
    if len(inner) > MAX_HEAD:
        raise ReadError("front_matter_bomb", f"{len(inner) // 1024} KB")
    if fence.startswith("+"):
        return _toml(inner), []
    if fence.startswith(";"):
        return _json("{" + inner + "}"), []
    # Hexo reads tabs at the start of a line as two blanks, YAML forbids them
    untabbed = re.sub(r"^\t+", _blanks, inner, flags=re.MULTILINE)
    value, notes = load_yaml(untabbed, first_line=first_line)
    return (value if isinstance(value, dict) else None), notes


def _blanks(match: re.Match[str]) -> str:
    return "  " * len(match[0])


def _toml(inner: str) -> dict[str, Value]:
    try:
        values = tomllib.loads(inner)
    except (ValueError, RecursionError) as error:
        raise ReadError("front_matter_toml", _first_line(error)) from error
    return _plain_dict(values)


def _json(text: str) -> dict[str, Value]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError("front_matter_json", _first_line(error)) from error
    if not isinstance(values, dict):
        raise ReadError("front_matter_json")
    return _plain_dict(values)


def _json_object(text: str) -> FrontMatter:
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        keys = {key.lower() for key in JSON_KEY.findall(text[:2000])}
        if not keys & KNOWN_KEYS:
            return FrontMatter(body=text)
        raise ReadError("front_matter_json", _first_line(error)) from error
    if not isinstance(values, dict) or not KNOWN_KEYS & {key.lower() for key in values}:
        return FrontMatter(body=text)
    end += text[end : end + 1] == "\n"
    return FrontMatter(text[:end], text[end:], _plain_dict(values))


def _bare(text: str, match: re.Match[str]) -> FrontMatter:
    if not _looks_like_head(match["head"].split("\n")[0]):
        return FrontMatter(body=text)
    values, notes = _parse(match["head"], match["end"], 1)
    if values is None:
        return FrontMatter(body=text)
    return FrontMatter(text[: match.end()], text[match.end() :], values, notes)


def _first_line(error: Exception) -> str:
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
