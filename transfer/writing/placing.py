"""Where the links and pictures of the posts lead once they are articles."""

from dataclasses import dataclass, field

from transfer.markup.headings import glued_heading
from transfer.markup.prepare import Prepared, prepare_body
from transfer.reading.library import Library
from transfer.reading.post import Post
from transfer.writing.pictures import BadImageError, PictureLibrary

# Of one post; who misses more looks for the folder, not for each file
MAX_MISSING = 50


@dataclass(slots=True)
class Placing:
    """`coming` are posts that will have a page but have none yet.

    With `pretends` nothing is stored and every address is a stand-in.
    """

    library: Library
    pictures: PictureLibrary
    page_ids: dict[str, int]
    pretends: bool = False
    coming: set[str] = field(default_factory=set)

    def prepare(self, post: Post) -> Prepared:
        """The body of `post` with the addresses known at this moment."""
        prepared = prepare_body(post, self.library, _Targets(self, post))
        missing = prepared.missing_images
        for url in missing[:MAX_MISSING]:
            post.note("missing_image", url[:200])
        if len(missing) > MAX_MISSING:
            post.note("more_missing", str(len(missing) - MAX_MISSING))
        if heading := glued_heading(prepared.text):
            post.note("glued_heading", heading[:60])
        return prepared

    def waits(self, prepared: Prepared) -> bool:
        """Whether the body links to posts whose page does not exist yet."""
        return any(post.path in self.coming for post in prepared.linked)

    def cover_id(self, post: Post) -> int | None:
        """The image of the cover the head names; covers elsewhere are left out."""
        if not post.cover or post.cover.startswith(("http://", "https://", "//")):
            return None
        path = self.library.find_file(post.path, post.cover)
        if path is None:
            post.note("missing_image", post.cover[:200])
            return None
        return self.image_id(post, path)

    def image_id(self, post: Post, path: str) -> int | None:
        if self.pretends:
            return 0
        try:
            return self.pictures.image_id(path, is_public=post.is_public)
        except BadImageError as error:
            post.note("bad_image", f"{path}（{error}）")
            return None

    def data_image_id(self, post: Post, url: str) -> int | None:
        """The id of the image of the picture in `url`, kept as a file."""
        if self.pretends:
            return 0
        try:
            return self.pictures.data_image_id(url, is_public=post.is_public)
        except BadImageError as error:
            post.note("bad_image", f"{url[:30]}…（{error}）")
            return None

    def page_id(self, post: Post) -> int | None:
        if self.pretends and post.path in self.coming:
            return 0
        return self.page_ids.get(post.path)


@dataclass(frozen=True, slots=True)
class _Targets:
    placing: Placing
    owner: Post

    def page(self, post: Post) -> str | None:
        found = self.placing.page_id(post)
        return None if found is None else f"page:{found}"

    def image(self, path: str) -> str | None:
        found = self.placing.image_id(self.owner, path)
        return None if found is None else f"image:{found}"

    def data_image(self, url: str) -> str | None:
        found = self.placing.data_image_id(self.owner, url)
        return None if found is None else f"image:{found}"
