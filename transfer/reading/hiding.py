"""What a generator's configuration keeps from readers, as patterns of paths."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from transfer.reading.globs import matches, matches_whole, pattern_of
from transfer.reading.heads.said import all_said
from transfer.reading.heads.visibility import private_because
from transfer.reading.heads.words import answer, folded_key
from transfer.reading.heads.yaml_values import Value

MAX_PATTERNS, MAX_STEPS = 200, 1000


class Hidden(NamedTuple):
    """Files that `pattern` means and none of `but`, with the key that says so.

    With `is_whole` a star of the pattern stands for folders as well.
    """

    pattern: str
    key: str
    but: tuple[str, ...] = ()
    is_whole: bool = False

    def means(self, path: str) -> bool:
        """Whether it means the file at `path`, which is in small letters."""
        if self.is_whole:
            return matches_whole(self.pattern, path)
        if not matches(self.pattern, path):
            return False
        return not any(matches(pattern, path) for pattern in self.but)

    def below(self, root: str) -> "Hidden":
        """The same for what lies below the folder `root`, in small letters."""
        but = tuple(_joined(root, pattern) for pattern in self.but)
        return self._replace(pattern=_joined(root, self.pattern), but=but)


def _joined(root: str, pattern: str) -> str:
    return posixpath.join(root, pattern.strip("/")).lower()


def hidden_by(values: dict[str, Value], root: str) -> list[Hidden]:
    """Patterns of the files that are hidden, each with the key that says so.

    `values` have folded keys; paths in them are below the folder `root`. What cannot
    be read surely hides more rather than less.
    """
    rules = (
        _listed,
        _mounted,
        _by_defaults,
        _by_collections,
        _by_languages,
        _by_cascade,
    )
    found = [each for rule in rules for each in rule(values)]
    return [each.below(root) for each in bounded(found)]


def bounded(found: list[Hidden]) -> list[Hidden]:
    """`found`, or all there is where that is more than anybody writes."""
    steps = sum(each.pattern.count("/") + 1 for each in found)
    if len(found) > MAX_PATTERNS or steps > MAX_STEPS:
        return [Hidden("**", found[0].key)]
    return found


def _listed(values: dict[str, Value]) -> Iterator[Hidden]:
    own = [f"{name}/" for name in _source_names(values)]
    for key in ("skiprender", "exclude", "ignore"):
        for pattern in _strings(values.get(key)):
            # Hexo's are below `source`, Jekyll's are not
            for folder in ("", *own, "source/"):
                yield Hidden(folder + pattern.removeprefix("./").lstrip("/"), key)
    for expression in _strings(values.get("ignorefiles")):
        yield Hidden(pattern_of(expression), "ignorefiles", is_whole=True)


def _mounted(values: dict[str, Value]) -> Iterator[Hidden]:
    """Of a folder that Hugo mounts some files may be left out, or all but some."""
    for written in _mounts(values):
        mount = {folded_key(key): value for key, value in written.items()}
        folder = mount.get("source")
        source = folder if isinstance(folder, str) else "content"
        excluded, files = (
            _strings(mount.get("excludefiles")),
            _strings(mount.get("files")),
        )
        included = _strings(mount.get("includefiles"))
        included += [pattern for pattern in files if not pattern.startswith("!")]
        excluded += [
            pattern.lstrip("! ") for pattern in files if pattern.startswith("!")
        ]
        for pattern in excluded:
            yield Hidden(f"{source}/{pattern.lstrip('/')}", "excludefiles")
        if included:
            but = tuple(f"{source}/{pattern.lstrip('/')}" for pattern in included)
            yield Hidden(f"{source}/**", "includefiles", but)


def _by_defaults(values: dict[str, Value]) -> Iterator[Hidden]:
    """Jekyll gives all files of a folder, or of a kind, the same values."""
    for each in _dicts(values.get("defaults")):
        said, scope = each.get("values"), each.get("scope")
        if not (isinstance(said, dict) and (key := _reason(said))):
            continue
        path, kind = _inside(scope, "path"), _inside(scope, "type")
        if isinstance(path, str) and path.strip("/."):
            yield Hidden(path, key)
        elif kind in ("pages", "page"):
            yield Hidden("**", key, but=("**/_*/**",))
        elif isinstance(kind, str) and kind:
            folder = {"post": "posts", "draft": "drafts"}.get(kind, kind)
            yield Hidden(f"**/_{folder}/**", key)
        else:
            yield Hidden("**", key)


def _by_collections(values: dict[str, Value]) -> Iterator[Hidden]:
    """Of a collection Jekyll makes pages only where it is told to."""
    said = values.get("collections")
    for name in collection_names(values) - {"posts", "drafts"}:
        if answer(_text(_inside(_inside(said, name), "output"))) != "true":
            yield Hidden(f"**/_{name}/**", "output")


def _by_languages(values: dict[str, Value]) -> Iterator[Hidden]:
    """Hugo makes no pages in languages that are switched off."""
    off = dict.fromkeys(_strings(values.get("disablelanguages")), "disablelanguages")
    said = values.get("languages")
    for name, language in said.items() if isinstance(said, dict) else ():
        options = language.items() if isinstance(language, dict) else ()
        own = {folded_key(key): value for key, value in options}
        if answer(_text(own.get("disabled"))) == "true":
            off[name] = "disabled"
        if name in off:
            for folder in _strings(own.get("contentdir")):
                yield Hidden(f"{folder.strip('/')}/**", off[name])
    for name, key in off.items():
        yield Hidden(f"**/*.{name}.*", key)


def _by_cascade(values: dict[str, Value]) -> Iterator[Hidden]:
    """Hugo gives all pages that a target means the same values."""
    for each in _dicts(values.get("cascade")):
        if key := _reason(each):
            target = each.get("_target") or each.get("target")
            path = target.get("path") if isinstance(target, dict) else None
            pattern = path.strip("/") if isinstance(path, str) else ""
            for ending in ("", ".*"):
                yield Hidden(f"content/{pattern or '**'}{ending}", key)


def _reason(values: dict[str, Value]) -> str:
    return private_because(all_said(values.items()), is_to_come=False)


def _inside(value: Value, key: str) -> Value:
    return value.get(key) if isinstance(value, dict) else None


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _mounts(values: dict[str, Value]) -> list[dict[str, Value]]:
    return _dicts(_inside(values.get("module"), "mounts"))


def _dicts(value: Value) -> list[dict[str, Value]]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]


def _strings(value: Value) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, str) and each.strip("/")]


def content_folders(values: dict[str, Value]) -> set[str]:
    """Hugo's folders of texts; a language without its own has the usual one."""
    found = {name.strip("/") for name in _strings(values.get("contentdir"))}
    usual = found or {"content"}
    for language in _languages(values):
        said = {folded_key(key): value for key, value in language.items()}
        own = {name.strip("/") for name in _strings(said.get("contentdir"))}
        found |= own or usual
    for mount in _mounts(values):
        source, target = mount.get("source"), mount.get("target")
        if isinstance(source, str) and str(target).startswith("content"):
            found.add(source.strip("/"))
    return found


def source_folders(values: dict[str, Value], root: str) -> dict[str, str]:
    """Where Hexo or Jekyll reads, where that is not the usual folder."""
    kinds = {"sourcedir": "hexo", "source": "jekyll"}
    said = {key: _text(values.get(key)).strip("./") for key in kinds}
    return {
        posixpath.join(root, folder): kinds[key]
        for key, folder in said.items()
        if folder
    }


def _source_names(values: dict[str, Value]) -> list[str]:
    return [posixpath.basename(folder) for folder in source_folders(values, "")]


def _languages(values: dict[str, Value]) -> list[dict[str, Value]]:
    said = values.get("languages")
    return _dicts([*said.values()]) if isinstance(said, dict) else []


def collection_names(values: dict[str, Value]) -> set[str]:
    """Jekyll's collections, whose folders begin with an underscore."""
    said = values.get("collections")
    return {*said} if isinstance(said, dict) else {*_strings(said)}


def included_names(values: dict[str, Value]) -> set[str]:
    """Other folders with an underscore that Jekyll is told to read."""
    return {
        name.strip("/").lstrip("_")
        for name in _strings(values.get("include"))
        if name.startswith("_")
    }


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
