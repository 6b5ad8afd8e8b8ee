"""What is to be done with each post, decided before anything is written."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from transfer.reading.post import Post
from transfer.report import Status

MAX_PATH = 500


@dataclass(frozen=True, slots=True)
class Earlier:
    """A file that was imported before, and the article made of it."""

    page_id: int
    path: str
    # Empty while the article has not all of it.
    digest: str


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    EDITED_HERE = "edited_here"
    PATH_TOO_LONG = "path_too_long"


STATUS = {
    Fate.NEW: Status.IMPORTED,
    Fate.CHANGED: Status.UPDATED,
    Fate.UNCHANGED: Status.UNCHANGED,
    Fate.EDITED_HERE: Status.REPORTED,
    Fate.PATH_TOO_LONG: Status.REPORTED,
}
DUE = frozenset({Fate.NEW, Fate.CHANGED})


@dataclass(frozen=True, slots=True)
class Step:
    """One post and what becomes of it; `earlier` is what was made of it before."""

    post: Post
    fate: Fate
    earlier: Earlier | None = None

    @property
    def is_due(self) -> bool:
        """Whether the post is to be written."""
        return self.fate in DUE

    @property
    def has_moved(self) -> bool:
        """Whether the file has another path than the time before."""
        return self.earlier is not None and self.earlier.path != self.post.path

    @property
    def status(self) -> Status:
        """What the report says if all goes well."""
        return STATUS[self.fate]

    @property
    def page_id(self) -> int | None:
        return None if self.earlier is None else self.earlier.page_id


def plan(
    posts: Iterable[Post],
    *,
    earlier: Iterable[Earlier],
    present: Container[str],
    was_edited: Callable[[Earlier], bool],
) -> Iterator[Step]:
    """A step for each of `posts`, in the order of writing.

    `present` are the paths the source still has: of two files with the same bytes,
    one that is gone has moved. `was_edited` is only asked where a file has changed.
    """
    known = _Known(earlier)
    for post in sorted(posts, key=lambda post: post.rank):
        if len(post.path) > MAX_PATH:
            yield Step(post, Fate.PATH_TOO_LONG)
            continue
        before = known.take(post, present)
        yield Step(post, _fate(post, before, was_edited), before)


def _fate(
    post: Post, before: Earlier | None, was_edited: Callable[[Earlier], bool]
) -> Fate:
    if before is None:
        return Fate.NEW
    if before.digest == post.digest:
        return Fate.UNCHANGED
    return Fate.EDITED_HERE if was_edited(before) else Fate.CHANGED


class _Known:
    def __init__(self, earlier: Iterable[Earlier]) -> None:
        self.by_path = {each.path: each for each in earlier}
        self.by_digest = {each.digest: each for each in self.by_path.values()}

    def take(self, post: Post, present: Container[str]) -> Earlier | None:
        """What was made of `post` before, also under a path no longer `present`."""
        if before := self.by_path.get(post.path):
            return before
        before = self.by_digest.get(post.digest)
        if before is None or before.path in present:
            return None
        del self.by_path[before.path]
        moved = replace(before, path=post.path)
        self.by_path[post.path] = self.by_digest[post.digest] = moved
        return before
