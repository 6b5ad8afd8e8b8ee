"""The body of a post as it will stand in the article."""

from dataclasses import dataclass, field
from typing import Protocol

from transfer.markup.body import convert_tags
from transfer.markup.hexo import Places
from transfer.markup.links import DATA, path_of, rewrite
from transfer.markup.markup import image
from transfer.reading.library import Library
from transfer.reading.post import Post


class Targets(Protocol):
    """What the posts and images of the import have become."""

    def page(self, post: Post) -> str | None:
        """The new address of `post`, None when it has none yet."""
        ...

    def image(self, path: str) -> str | None:
        """The new address of the image file at `path`, None when it has none."""
        ...

    def data_image(self, url: str) -> str | None:
        """The new address of the picture that `url` holds, None when it has none."""
        ...


@dataclass(slots=True)
class Prepared:
    """The text, and what in it could not be resolved."""

    text: str
    linked: list[Post] = field(default_factory=list)
    missing_images: list[str] = field(default_factory=list)


def prepare_body(post: Post, library: Library, targets: Targets) -> Prepared:
    """Template tags converted, images and posts linked as `targets` says.

    Depends on nothing else: the same post and targets give the same text.
    """
    return _Preparation(post, library, targets).run()


def converted(post: Post, places: Places) -> str:
    """The body with its tags as Markdown, and the photos the head names behind it."""
    text = convert_tags(post.body, places)
    if not post.photos:
        return text
    # Hexo's themes show them as a gallery around the text
    photos = "\n\n".join(image("", url) for url in post.photos)
    return f"{text.rstrip()}\n\n{photos}\n"


class _Preparation:
    def __init__(self, post: Post, library: Library, targets: Targets) -> None:
        self.owner = post
        self.library = library
        self.targets = targets
        self.result = Prepared("")
        self.linked: dict[str, Post] = {}
        self.missing: dict[str, None] = {}

    def run(self) -> Prepared:
        self.result.text = rewrite(converted(self.owner, self), self._resolve)
        self.result.linked = list(self.linked.values())
        self.result.missing_images = list(self.missing)
        return self.result

    def post(self, name: str) -> tuple[str, str] | None:
        found = self.library.find_named(self.owner.path, name)
        address = self._address(found) if found else None
        return (address, found.title) if found and address else None

    def _address(self, found: Post) -> str | None:
        self.linked.setdefault(found.path, found)
        return self.targets.page(found)

    def _resolve(self, url: str, is_image: bool) -> str | None:
        if is_image:
            return self._image(url)
        found = self.library.find_post(self.owner.path, url)
        address = self._address(found) if found else None
        return address + path_of(url)[1] if address else None

    def _image(self, url: str) -> str | None:
        if DATA.match(url):
            return self.targets.data_image(url)
        path = self.library.find_file(self.owner.path, url)
        address = self.targets.image(path) if path else None
        if path is None:
            self.missing[url] = None
        return address
