"""What the head of a post means, whichever generator it was written for."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from transfer.reading.heads.said import Said, all_said
from transfer.reading.heads.visibility import FALSE, private_because
from transfer.reading.heads.words import folded_key, stem, word
from transfer.reading.heads.yaml_values import Value

SEPARATORS = re.compile(r"[,，、;；|]")
UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
PLACEHOLDER = re.compile(r"(?:^|/):[a-z_]+|\{\{|\{%")
GROUPS = ("extra", "params", "taxonomies")
MAX_ITEMS = 100
MAX_PATH = 250


class Fields:
    """Front matter with keys in any case and values of any shape."""

    def __init__(
        self,
        values: dict[str, Value],
        *,
        lost: Iterable[tuple[str, Value]] = (),
        by_blanks: bool = False,
    ) -> None:
        """With `by_blanks`, as in Jekyll, `tags: a b` are two tags.

        `lost` are values that another one of the same key replaced.
        """
        self.by_blanks = by_blanks
        self.values: dict[str, Value] = {}
        # Zola keeps tags in [taxonomies] and the rest in [extra]
        groups = [value for key, value in values.items() if stem(key) in GROUPS]
        for nested in (*groups, values):
            if isinstance(nested, dict):
                self._add(nested)
        self.lost = list(all_said(lost))
        self.said = [*all_said(values.items()), *self.lost]
        self.own = [Said(stem(key), value, True) for key, value in values.items()]

    def _add(self, values: dict[str, Value]) -> None:
        self.values |= {folded_key(key): value for key, value in values.items()}

    def text(self, *keys: str) -> str:
        """The first of `keys` that has words in it, on one line."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, list) and value and isinstance(value[0], str):
                value = "、".join(item for item in value if isinstance(item, str))
            if isinstance(value, dict):
                value = value.get("name") or value.get("url") or value.get("image")
            if isinstance(value, str) and (words := clean(value)):
                return words
        return ""

    def flag(self, key: str) -> bool | None:
        """Yes, no, or None when the key is missing or empty."""
        value = self.values.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return word(value) not in FALSE
        return True

    def items(self, *keys: str) -> list[str]:
        """Strings under `keys`, lists flattened, written lists cut, no doubles."""
        found: list[str] = []
        for key in keys:
            found += _strings(self._cut(self.values.get(key)))
        return list(dict.fromkeys(found))[:MAX_ITEMS]

    def paths(self, *keys: str) -> list[tuple[str, ...]]:
        """Categories: each item of a list is one, a list in the list is a path."""
        found: list[tuple[str, ...]] = []
        for key in keys:
            value = self._cut(self.values.get(key))
            is_list = isinstance(value, list)
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, list):
                    found.append(tuple(_strings(item)))
                else:
                    names = _single(item) if is_list else _strings(item)
                    found += [(name,) for name in names]
        return [path for path in dict.fromkeys(found) if path][:MAX_ITEMS]

    def _cut(self, value: Value) -> Value:
        if self.by_blanks and isinstance(value, str) and not SEPARATORS.search(value):
            return [*value.split()]
        return value

    def private_because(self, *, is_to_come: bool = False) -> str:
        """The key that keeps the post from the public, or nothing."""
        return private_because(self.said, is_to_come=is_to_come)


def clean(text: str) -> str:
    """One line without control characters, half surrogates and outer blanks."""
    return " ".join(UNWANTED.sub("", text).split())


def _strings(value: Value) -> list[str]:
    if isinstance(value, str):
        parts = SEPARATORS.split(value)
        return [name for part in parts if (name := _bare(part))]
    if isinstance(value, dict):
        value = list(value)
    if isinstance(value, list):
        return [name for item in value for name in _single(item)]
    return []


def _bare(text: str) -> str:
    """A tag without the `#` of note apps and without stray quotation marks."""
    return clean(text).strip("\"'“”").lstrip("# ").strip()


def _single(value: Value) -> list[str]:
    """One item of a list: a comma in it belongs to the name."""
    if isinstance(value, str):
        name = _bare(value)
        return [name] if name else []
    return _strings(value)


def old_paths(fields: Fields, path: str) -> list[str]:
    """Addresses the post had, as paths on its site, without doubles."""
    absolute = fields.items("permalink", "url", "redirectfrom", "alias")
    folder = "/" + str(PurePosixPath(path).parent)
    found = [_old_path(address, "/") for address in absolute]
    found += [_old_path(address, folder) for address in fields.items("aliases")]
    if short := fields.text("abbrlink"):
        short = short.strip("/").removesuffix(".html")
        found += [f"/posts/{short}/", f"/posts/{short}.html", f"/{short}.html"]
    return [item for item in dict.fromkeys(found) if item and len(item) <= MAX_PATH]


def _old_path(address: str, folder: str) -> str:
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ""
    if not path.strip("/") or PLACEHOLDER.search(address) or ".." in path:
        return ""
    path = clean(path)
    if not path.startswith("/"):
        base = folder if not address.startswith(("http:", "https:")) else ""
        path = f"{base.rstrip('/')}/{path}"
    return re.sub(r"/{2,}", "/", path)
