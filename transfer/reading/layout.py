"""Which texts of a source are the blog's own: not those of themes, tools and projects."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from transfer.reading.heads.dates import date_in_name
from transfer.reading.names import bundle_folder

# What a repository says of itself, beside the blog that it holds
ABOUT = frozenset(
    "readme authors changelog license licence contributing contributors "
    "code_of_conduct copying".split()
)
# In capitals only: in small letters they are texts as well
ABOUT_TOO = frozenset("HISTORY CHANGES SECURITY NOTICE".split())
HUGO = re.compile(
    r"(?P<root>(?:[^/]+/)*)(?:config/_default/)?(?:hugo|config)\.(?:toml|ya?ml|json)"
)
JEKYLL = ("_config.yml", "_config.yaml")
TEXT_FOLDERS = frozenset({"_posts", "_drafts"})
# Parts of pages and tables, which Jekyll and Hexo show nowhere by themselves
PARTS = frozenset({"_includes", "_layouts", "_data", "_sass", "_site"})
# Beside the texts of a blog whose configuration is not here
TOOLS = frozenset({"themes", "scaffolds", "archetypes", "layouts"})
# Of Jekyll's gems
VENDOR = "vendor"
# Of VuePress and VitePress: the texts lie around it
PROGRAMS = frozenset({".vuepress", ".vitepress"})
ASTRO = re.compile(r"astro\.config\.\w+")
ASTRO_TEXTS = ("src", "content", "data", "posts", "blog")
QUARTZ = "quartz.config.ts"


@dataclass(slots=True)
class Folders:
    """What the configuration says of folders; `sources` are paths with their kinds.

    `content` are Hugo's folders of texts and `collections` Jekyll's.
    """

    content: set[str] = field(default_factory=set)
    collections: set[str] = field(default_factory=set)
    sources: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """`foreign` are not the blog's own texts. What lies `beside` them no generator
    publishes: each with the file that says so."""

    foreign: set[str]
    beside: dict[str, str]


def read_layout(posts: list[str], files: Iterable[str], said: Folders) -> Layout:
    """What of `posts` is the blog's own, by all `files`.

    Where nothing else is left everything is read.
    """
    roots = _Roots(files, said)
    foreign = {path for path in posts if not roots.is_own(path)}
    if len(foreign) == len(posts):
        foreign = set()
    own = [path for path in posts if path not in foreign]
    beside = {path: why for path in own if (why := roots.beside(path))}
    return Layout(foreign, {} if len(beside) == len(own) else beside)


class _Roots:
    """The folders in which a blog of a known kind lies, each with its kind."""

    def __init__(self, files: Iterable[str], said: Folders) -> None:
        files, self.said = list(files), said
        self.folders = {above for path in files for above in _above(path)}
        found = [(path, kind) for path in files if (kind := self._kind(path))]
        # what a configuration says counts before what folders look like
        found.sort(key=lambda each: each[1][1] != "loose")
        self.kinds = dict(kind for _path, kind in found)
        self.signs = {
            root: path.rstrip("/") for path, (root, kind) in found if kind != "loose"
        }
        self.bundles = {path.rpartition("/")[0] for path in files if _is_index(path)}
        self.dated = {
            folder
            for path in files
            for folder, slash, name in [path.rpartition("_posts/")]
            if slash and date_in_name(PurePosixPath(name).stem)[0]
        }

    def _kind(self, path: str) -> tuple[str, str] | None:
        folder, _slash, name = path.rpartition("/")
        root = f"{folder}/" if folder else ""
        if name in JEKYLL:
            return root, "hexo" if self._is_hexo(root) else "jekyll"
        if name == QUARTZ or ASTRO.fullmatch(name):
            return root, "quartz" if name == QUARTZ else "astro"
        hugo = HUGO.fullmatch(path)
        if hugo and (
            name.startswith("hugo") or f"{hugo['root']}content/" in self.folders
        ):
            return hugo["root"], "hugo"
        if not name:
            above, _slash, last = folder.rpartition("/")
            root = f"{above}/" if above else ""
            return (root, "program") if last in PROGRAMS else None
        if folder.endswith("archetypes"):
            site = folder.removesuffix("archetypes")
            return (site, "loose") if f"{site}content/" in self.folders else None
        before, posts, _rest = path.partition("source/_posts/")
        return (before, "loose") if posts and before[-1:] in ("", "/") else None

    def _is_hexo(self, root: str) -> bool:
        if "hexo" in {kind for _folder, kind in self._sources(root)}:
            return True
        folders = self.folders
        return f"{root}source/" in folders and f"{root}_posts/" not in folders

    def _sources(self, root: str) -> Iterator[tuple[str, str]]:
        for folder, kind in self.said.sources.items():
            if folder.startswith(root):
                yield f"{folder}/", kind

    def _root(self, path: str) -> str | None:
        return next((above for above in _above(path) if above in self.kinds), None)

    def is_own(self, path: str) -> bool:
        root = self._root(path)
        inner = path.removeprefix(root or "")
        *folders, name = PurePosixPath(inner).parts
        kind = "" if root is None else self.kinds[root]
        if kind == "hugo":
            return inner.startswith(self._content())
        if kind != "program" and PARTS.intersection(folders):
            return False
        if kind in ("hexo", "jekyll"):
            return self._is_read(kind, path, root or "")
        if kind == "loose" and TOOLS.intersection(folders[:1]):
            return False
        is_top = kind != "program" and (not folders or self._is_outside(root))
        return not (is_top and _is_about(name))

    def _content(self) -> tuple[str, ...]:
        return tuple(f"{folder}/" for folder in self.said.content or {"content"})

    def _is_read(self, kind: str, path: str, root: str) -> bool:
        """Whether Hexo or Jekyll looks at the file."""
        *folders, name = PurePosixPath(path.removeprefix(root)).parts
        sources = [folder for folder, _kind in self._sources(root)]
        if kind == "hexo":
            sources = sources or [f"{root}source/"]
            return path.startswith(tuple(sources)) and _are_open(folders, set())
        if (sources and not path.startswith(tuple(sources))) or folders[:1] == [VENDOR]:
            return False
        is_about = not folders and _is_about(name)
        return not is_about and _are_open(folders, self.said.collections)

    def _is_outside(self, root: str | None) -> bool:
        return root is None and bool(self.signs)

    def beside(self, path: str) -> str:
        """What says that the blog has no page of the text at `path`, or nothing."""
        root = self._root(path)
        if root is None:
            return next(iter(self.signs.values()), "")
        inner = path.removeprefix(root)
        *folders, name = PurePosixPath(inner).parts
        kind, sign = self.kinds[root], self.signs.get(root, "")
        if kind == "hugo":
            return self._bundle_around(path, root)
        if kind == "astro":
            return "" if folders[:1] and folders[0] in ASTRO_TEXTS else sign
        if kind == "quartz":
            return "" if folders[:1] == ["content"] else sign
        if kind == "jekyll" and "_posts" in folders and "_drafts" not in folders:
            is_dated = date_in_name(PurePosixPath(name).stem)[0] is not None
            above = path.rpartition("_posts/")[0]
            return "" if is_dated or above not in self.dated else sign
        return ""

    def _bundle_around(self, path: str, root: str) -> str:
        """The page that the text lies beside or below: Hugo has no other page there."""
        inner = path.removeprefix(root)
        top = next(folder for folder in self._content() if inner.startswith(folder))
        *folders, _name = inner.removeprefix(top).split("/")
        if _is_index(path):
            folders = folders[:-1]
        above = ("/".join(folders[: end + 1]) for end in range(len(folders)))
        found = (f"{root}{top}{folder}" for folder in above)
        return next((f"{each}/index.md" for each in found if each in self.bundles), "")


def _is_about(name: str) -> bool:
    stem = name.partition(".")[0]
    return stem.lower() in ABOUT or stem in ABOUT_TOO


def _is_index(path: str) -> bool:
    """Whether it is the page of a folder that has no other: `index.md`, `index.en.md`."""
    name = path.rpartition("/")[2].lower()
    is_page = name.startswith("index.") and name.endswith((".md", ".markdown"))
    return is_page and bool(bundle_folder(path))


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
