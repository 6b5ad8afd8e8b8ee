"""Which texts of a source are the blog's own: not those of themes, tools and projects."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

# What a repository says of itself, beside the blog that it holds
ABOUT = frozenset(
    "readme authors changelog changes history license licence contributing contributors "
    "code_of_conduct security notice copying".split()
)
HUGO = re.compile(
    r"(?P<root>(?:[^/]+/)*)(?:config/_default/)?(?:hugo|config)\.(?:toml|ya?ml|json)"
)
TEXT_FOLDERS = frozenset({"_posts", "_drafts"})
# Beside the texts of a blog whose configuration is not here
TOOLS = frozenset({"themes", "scaffolds", "archetypes", "layouts"})
# Of Jekyll's gems
VENDOR = "vendor"


def foreign_texts(
    posts: Collection[str],
    files: Iterable[str],
    *,
    content: Collection[str],
    collections: Collection[str],
) -> set[str]:
    """Those of `posts` that are not the blog's own texts.

    `content` are Hugo's folders of texts and `collections` Jekyll's, by the blog's
    configuration. Where nothing else is left everything is read.
    """
    roots = _Roots(files)
    found = {
        path for path in posts if not roots.is_own(path, {*content}, {*collections})
    }
    return set() if len(found) == len(posts) else found


class _Roots:
    """The folders in which a blog of a known kind lies, each with its kind."""

    def __init__(self, files: Iterable[str]) -> None:
        files = list(files)
        self.folders = {above for path in files for above in _above(path)}
        found = filter(None, map(self._kind, files))
        # what a configuration says counts before what folders look like
        self.kinds = dict(sorted(found, key=lambda each: each[1] != "loose"))

    def _kind(self, path: str) -> tuple[str, str] | None:
        folder, _slash, name = path.rpartition("/")
        root = f"{folder}/" if folder else ""
        if name in ("_config.yml", "_config.yaml"):
            return root, "hexo" if f"{root}source/" in self.folders else "jekyll"
        hugo = HUGO.fullmatch(path)
        if hugo and (
            name.startswith("hugo") or f"{hugo['root']}content/" in self.folders
        ):
            return hugo["root"], "hugo"
        if folder.endswith("archetypes"):
            site = folder.removesuffix("archetypes")
            return (site, "loose") if f"{site}content/" in self.folders else None
        before, posts, _rest = path.partition("source/_posts/")
        return (before, "loose") if posts and before[-1:] in ("", "/") else None

    def is_own(self, path: str, content: set[str], collections: set[str]) -> bool:
        root = next((above for above in _above(path) if above in self.kinds), None)
        inner = path.removeprefix(root or "")
        *folders, name = PurePosixPath(inner).parts
        kind = self.kinds.get(root) if root is not None else ""
        if kind == "hugo":
            return any(inner.startswith(f"{folder}/") for folder in content)
        if kind == "hexo":
            return folders[:1] == ["source"] and _are_open(folders, set())
        if not folders and name.partition(".")[0].lower() in ABOUT:
            return False
        if kind == "loose":
            return not TOOLS.intersection(folders[:1])
        if kind == "jekyll":
            return folders[:1] != [VENDOR] and _are_open(folders, collections)
        return True


def _above(path: str) -> Iterator[str]:
    """The folders above `path` from the top down, each with its slash."""
    yield ""
    for place, sign in enumerate(path):
        if sign == "/":
            yield path[: place + 1]


def _are_open(folders: list[str], collections: set[str]) -> bool:
    """Whether none of `folders` is one that the generator does not read."""
    return all(
        folder in TEXT_FOLDERS or folder.lstrip("_") in collections
        for folder in folders
        if folder.startswith("_")
    )
