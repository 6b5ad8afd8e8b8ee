"""All posts of one source, and which of them or of its files an address means."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from transfer.errors import Note, ReadError
from transfer.markup.links import path_of
from transfer.reading.heads.dates import DEFAULT_ZONE, date_in_name
from transfer.reading.layout import read_layout
from transfer.reading.names import bundle_folder, file_stem, hidden_name
from transfer.reading.post import Post
from transfer.reading.read import read_post
from transfer.reading.siteconfig import SiteConfig, is_config, read_config
from transfer.reading.sources import Source

TELL_EVERY = 200
MAX_CONFIGS = 50
VAULT = ".obsidian/"
ROOTS = ("", "source", "static", "public", "content", "assets", "docs", "src")
PAGE_SUFFIX = re.compile(
    r"\.(?:md|markdown|mdown|mkdn?|mkdown|mdwn|mdtxt|mdtext|html?)$", re.IGNORECASE
)


@dataclass(slots=True)
class Library:
    """What one source holds: posts by path, and the files that were no post.

    The posts are light; `whole` reads one again with its text.
    """

    source: Source
    zone: ZoneInfo = DEFAULT_ZONE
    config: SiteConfig = field(default_factory=SiteConfig)
    posts: dict[str, Post] = field(default_factory=dict)
    failed: dict[str, ReadError] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    # what is about all that stands in a folder
    closed: dict[str, str] = field(default_factory=dict)
    # what no generator has a page of, with the file that says so
    beside: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    has_config: bool = False
    by_path: dict[str, Post] = field(default_factory=dict)
    by_name: dict[str, list[tuple[str, Post]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_address: dict[str, Post] = field(default_factory=dict)
    by_title: dict[str, list[Post]] = field(default_factory=lambda: defaultdict(list))

    def add(self, post: Post) -> None:
        """Make `post` findable by path, name, old addresses and title."""
        self.posts[post.path] = post
        key = _key(post.path)
        self.by_path.setdefault(key, post)
        folder = posixpath.dirname(key)
        names = {
            posixpath.basename(key),
            date_in_name(file_stem(post.path))[1],
            post.slug,
        }
        for name in filter(None, names):
            place = posixpath.join(folder, name.lower())
            self.by_name[posixpath.basename(place)].append((place, post))
        for address in post.redirects:
            self.by_address.setdefault(_key(address), post)
        self.by_title[post.title].append(post)

    def whole(self, post: Post) -> Post:
        """`post` with its text; raises ReadError where it can no longer be read."""
        return self.read(post.path, self.source.read(post.path))

    def read(self, path: str, raw: bytes) -> Post:
        """The post in `raw`, with what the blog as a whole says of it."""
        post = read_post(path, raw, zone=self.zone)
        self.apply_config(post)
        return post

    def earlier(self, path: str, raw: bytes | None) -> Post | None:
        """What an earlier version of the file said, None where it cannot be read."""
        try:
            return None if raw is None else self.read(path, raw)
        except ReadError:
            return None

    def apply_config(self, post: Post) -> None:
        """Add what the blog as a whole says of `post`."""
        if not post.private_because and (reason := self._hidden_because(post)):
            post.private_because = reason
            post.note("kept_private", reason)
        old_path = self.config.old_path(post)
        if old_path and old_path not in post.redirects:
            post.redirects.append(old_path)

    def _hidden_because(self, post: Post) -> str:
        """What the blog as a whole says against the post being public, or nothing."""
        names = {*post.tags, *(name for path in post.categories for name in path)}
        if self.config.secret_tags.intersection(names):
            return "encrypt"
        if reason := self.hidden_place(post.path):
            return reason
        above = PurePosixPath(post.path).parents if self.closed else ()
        return next((r for f in above if (r := self.closed.get(str(f)))), "")

    def hidden_place(self, path: str) -> str:
        """What keeps any post at `path` from readers, or nothing."""
        if path not in self.places:
            hides = self.config.hides(path) or self._hidden_folder(path)
            self.places[path] = hides or self.beside.get(path, "")
        return self.places[path]

    def _hidden_folder(self, path: str) -> str:
        """The first folder that no generator reads, or nothing."""
        for folder in [*PurePosixPath(path).parents][-2::-1]:
            name, beside = folder.name, str(folder.parent / "_posts")
            if not name.startswith("_") or name == "_posts":
                continue
            if name.lstrip("_") in self.config.folders.collections:
                continue
            # a collection of Jekyll's whose configuration is not here
            if self.has_config or beside not in self.folders:
                return name
        return ""

    def close_below(self, post: Post) -> None:
        """What the page of a folder is not, what stands in the folder is not."""
        folder, name = posixpath.split(post.path)
        is_page = bundle_folder(post.path) or name.lower().startswith("readme.")
        # what is said of its file alone, it does not say of the folder
        is_alone = post.path in self.beside or self.config.hides(post.path)
        says_no = post.private_because not in ("", "no_text") and not is_alone
        if folder and is_page and says_no:
            self.closed.setdefault(folder, post.private_because)

    # --- Files ----------------------------------------------------------------

    def find_file(self, post_path: str, url: str) -> str | None:
        """The file a local address in `post_path` means, within the source."""
        path, _fragment = path_of(url)
        for candidate in _file_candidates(post_path, path):
            found = self.files.get(candidate) or self.files.get(candidate.lower())
            if found is not None:
                return found
        return None

    # --- Posts ----------------------------------------------------------------

    def find_post(self, post_path: str, url: str) -> Post | None:
        """The post a local address in `post_path` means."""
        path, _fragment = path_of(url)
        if not path.strip("/."):
            return None
        if not path.startswith("/"):
            place = posixpath.normpath(
                posixpath.join(posixpath.dirname(post_path), path)
            )
            if place.startswith(".."):
                return None
            if found := self.by_path.get(_key(place)):
                return found
        return self.by_address.get(_key(path)) or self._by_end(post_path, _key(path))

    def find_named(self, post_path: str, name: str) -> Post | None:
        """The post a template tag names: a path, a file name, a slug or a title."""
        found = self.find_post(post_path, name)
        if found is not None:
            return found
        titled = self.by_title.get(name.strip(), [])
        return titled[0] if len(titled) == 1 else None

    def _by_end(self, post_path: str, key: str) -> Post | None:
        """Posts whose path ends like `key`, the nearest if one is nearest."""
        key = key.strip("./")
        while key.startswith("../"):
            key = key[3:]
        ending = "/" + key
        found = {
            post.path: post
            for place, post in self.by_name.get(posixpath.basename(key), ())
            if f"/{place}".endswith(ending)
        }
        if not found:
            return None
        near = {path: _common(path, post_path) for path in found}
        best = [path for path in found if near[path] == max(near.values())]
        return found[best[0]] if len(best) == 1 else None


def _key(path: str) -> str:
    """A path without suffix, `index` and outer slashes, in small letters."""
    path = PAGE_SUFFIX.sub("", path.strip("/")).lower()
    if path in ("index", "_index"):
        return ""
    return path.removesuffix("/index").removesuffix("/_index").strip("/")


def _common(one: str, other: str) -> int:
    return len(PurePosixPath(posixpath.commonpath([one, other])).parts)


def _file_candidates(post_path: str, path: str) -> Iterator[str]:
    folder = posixpath.dirname(post_path)
    if not path.startswith("/"):
        stem = PurePosixPath(post_path).stem
        # the folder of the post, then Hexo's folder named like the post
        for start in (folder, posixpath.join(folder, stem)):
            yield from _inside(posixpath.join(start, path))
    rest = path.lstrip("/")
    for tail in (rest, rest.partition("/")[2] if path.startswith("/") else ""):
        if not tail:
            continue
        ancestor = folder
        while True:
            for root in ROOTS:
                yield from _inside(posixpath.join(ancestor, root, tail))
            if not ancestor:
                break
            ancestor = posixpath.dirname(ancestor)


def _inside(path: str) -> Iterator[str]:
    normal = posixpath.normpath(path)
    if not normal.startswith(("..", "/")):
        yield normal


def load_library(
    source: Source,
    *,
    zone: ZoneInfo = DEFAULT_ZONE,
    progress: Callable[[int], None] | None = None,
) -> Library:
    """Read every post of `source`; what cannot be read stands in `failed`.

    `progress` is told the number of files every now and then, so that somebody
    hears of a big source.

    `posts` and `failed` together name each post file of the source once.
    """
    library = Library(source, zone)
    library.config = _config(source)
    library.has_config = library.config != SiteConfig()
    for path in sorted(source.files, reverse=True):
        library.files.setdefault(path.lower(), path)
        library.files[path] = path
    library.failed.update({path: source.refused[path] for path in source.refused_posts})
    library.beside = _leave_out(source, library.config)
    library.folders = {str(f) for p in source.files for f in PurePosixPath(p).parents}
    digests: dict[str, str] = {}
    # of two equal files the one that readers may see counts
    paths = sorted(source.posts, key=lambda path: (_is_hidden(library, path), path))
    for number, path in enumerate(paths):
        if progress is not None and number % TELL_EVERY == 0:
            progress(len(paths))
        try:
            post = _read(library, path, digests)
        except ReadError as error:
            library.failed[path] = error
            continue
        post.lighten()
        library.add(post)
        library.close_below(post)
    _leave_unchosen(library)
    for post in library.posts.values():
        library.apply_config(post)
    return library


def _leave_unchosen(library: Library) -> None:
    """Of Obsidian's notes only those that say so are published, where any does."""
    posts = library.posts.values()
    is_vault = any(path.endswith(VAULT) for path in library.source.passed)
    keys = {post.chosen_by for post in posts} & (
        {"dgpublish", "publish"} if is_vault else {"dgpublish"}
    )
    for post in posts if keys else ():
        if post.chosen_by not in keys:
            library.beside.setdefault(post.path, min(keys))
    library.places.clear()


def _is_hidden(library: Library, path: str) -> bool:
    return bool(hidden_name(path) or library.hidden_place(path))


def _leave_out(source: Source, config: SiteConfig) -> dict[str, str]:
    """Texts that are not the blog's own are no posts, and named; gives those beside it."""
    layout = read_layout(source.posts, [*source.files, *source.passed], config.folders)
    source.passed |= dict.fromkeys(layout.foreign, Note("not_content"))
    return layout.beside


def _read(library: Library, path: str, digests: dict[str, str]) -> Post:
    post = library.read(path, library.source.read(path))
    # a bundle's pictures and its folder's name make equal texts different posts
    first = digests.setdefault(f"{post.digest} {post.title}", path)
    if first != path:
        raise ReadError("duplicate", first)
    return post


def _config(source: Source) -> SiteConfig:
    found: dict[str, bytes] = {}
    for path in [*source.files, *source.settings]:
        if is_config(path) and len(found) < MAX_CONFIGS:
            try:
                found[path] = source.read(path)
            except ReadError:
                continue
    return read_config(found)
