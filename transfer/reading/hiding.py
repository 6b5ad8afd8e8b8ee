"""What a generator's configuration keeps from readers, as patterns of paths."""

import posixpath
from collections.abc import Iterator

from transfer.reading.globs import pattern_of
from transfer.reading.heads.said import all_said
from transfer.reading.heads.visibility import private_because
from transfer.reading.heads.words import folded_key
from transfer.reading.heads.yaml_values import Value

# More than anybody writes: then all is hidden
MAX_PATTERNS = 200
Hidden = tuple[str, str]


def hidden_by(values: dict[str, Value], root: str) -> list[Hidden]:
    """Patterns of the files that are hidden, each with the key that says so.

    `values` have folded keys; paths in them are below the folder `root`. What cannot
    be read surely hides more rather than less.
    """
    found = [*_listed(values), *_by_defaults(values), *_by_cascade(values)]
    if len(found) > MAX_PATTERNS:
        return [("**", found[0][1])]
    return [(posixpath.join(root, pattern.strip("/")), key) for pattern, key in found]


def _listed(values: dict[str, Value]) -> Iterator[Hidden]:
    for key in ("skiprender", "exclude", "ignore"):
        for pattern in _strings(values.get(key)):
            # Hexo's are below `source`, Jekyll's are not
            for folder in ("", "source/"):
                yield folder + pattern.removeprefix("./").lstrip("/"), key
    for expression in _strings(values.get("ignorefiles")):
        yield f"**/{pattern_of(expression)}", "ignorefiles"
    for mount in _dicts(_inside(values.get("module"), "mounts")):
        for pattern in _strings(mount.get("excludefiles") or mount.get("excludeFiles")):
            yield f"{mount.get('source') or 'content'}/{pattern}", "excludefiles"


def _by_defaults(values: dict[str, Value]) -> Iterator[Hidden]:
    """Jekyll gives all files of a folder the same values."""
    for each in _dicts(values.get("defaults")):
        said, scope = each.get("values"), each.get("scope")
        path = scope.get("path") if isinstance(scope, dict) else ""
        if isinstance(said, dict) and (key := _reason(said)):
            yield (f"{path}" if isinstance(path, str) and path else "**"), key


def _by_cascade(values: dict[str, Value]) -> Iterator[Hidden]:
    """Hugo gives all pages that a target means the same values."""
    for each in _dicts(values.get("cascade")):
        if key := _reason(each):
            target = each.get("_target") or each.get("target")
            path = target.get("path") if isinstance(target, dict) else None
            pattern = path.strip("/") if isinstance(path, str) else ""
            for ending in ("", ".*"):
                yield f"content/{pattern or '**'}{ending}", key


def _reason(values: dict[str, Value]) -> str:
    return private_because(all_said(values.items()), is_to_come=False)


def _inside(value: Value, key: str) -> Value:
    return value.get(key) if isinstance(value, dict) else None


def _dicts(value: Value) -> list[dict[str, Value]]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def _strings(value: Value) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, str) and each.strip("/")]


def content_folders(values: dict[str, Value]) -> set[str]:
    """Hugo's folders of texts."""
    found = {name.strip("/") for name in _strings(values.get("contentdir"))}
    for language in _languages(values):
        said = {folded_key(key): value for key, value in language.items()}
        found |= {name.strip("/") for name in _strings(said.get("contentdir"))}
    for mount in _dicts(_inside(values.get("module"), "mounts")):
        source, target = mount.get("source"), mount.get("target")
        if isinstance(source, str) and str(target).startswith("content"):
            found.add(source.strip("/"))
    return found


def _languages(values: dict[str, Value]) -> list[dict[str, Value]]:
    said = values.get("languages")
    return _dicts([*said.values()]) if isinstance(said, dict) else []


def collection_names(values: dict[str, Value]) -> set[str]:
    """Jekyll's collections, whose folders begin with an underscore."""
    said = values.get("collections")
    return {*said} if isinstance(said, dict) else {*_strings(said)}


def secret_names(values: dict[str, Value]) -> set[str]:
    """Tags and categories whose posts the site locks."""
    found, waiting = set[str](), [values.get("encrypt")]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            waiting += [value for value in item.values() if not isinstance(value, str)]
            if isinstance(name := item.get("name"), str):
                found.add(name)
    return found
