"""Where the text of an imported file looks for its pictures."""

import posixpath
from pathlib import PurePosixPath

from transfer.markup.links import OWN, is_local, path_of, pictures
from transfer.markup.prepare import converted
from transfer.reading.post import Post


class _Nowhere:
    def post(self, name: str) -> None:
        return None


def picture_places(post: Post, text: str) -> dict[str, int]:
    """The path of each picture of `post` with its id, by the `text` made of it."""
    found: dict[str, int] = {}
    before, after = pictures(converted(post, _Nowhere())), pictures(text)
    for url, new in zip(before, after, strict=False):
        if (match := OWN.match(new)) and not OWN.match(url):
            found |= place_of(post.path, url, int(match[1]))
    return found


def place_of(path: str, url: str, pk: int) -> dict[str, int]:
    """The path where the file at `path` has the picture that it calls `url`."""
    if not is_local(url):
        return {}
    place = posixpath.normpath(_place(PurePosixPath(path), path_of(url)[0]))
    return {} if place.startswith(("..", "/", ".")) else {place: pk}


def _place(path: PurePosixPath, wanted: str) -> str:
    if not wanted.startswith("/"):
        # Hexo's folder named like the post, where a name is all it says
        is_asset = "_posts" in path.parts and "/" not in wanted
        return str((path.with_suffix("") if is_asset else path.parent) / wanted)
    for folder, root in (("source", "source"), ("content", "static")):
        if folder in path.parts:
            above = path.parts[: path.parts.index(folder)]
            return posixpath.join(*above, root, wanted.lstrip("/"))
    return wanted.lstrip("/")
