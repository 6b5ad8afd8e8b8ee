"""Where `page:3`, `doc:3` and `image:3` in Markdown lead: one query per kind."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core.pages.querysets import published_pages
from images.rights import Namers, People, nobody, showable
from images.services import draw
from images.specs import MARKDOWN_FILTERS
from texts import ImageRequest, ResolvedImage

# Browsers that know no `srcset` get the second width.
MIDDLE = 2


@dataclass(frozen=True, slots=True)
class WagtailReferences:
    """Resolves the ids in Markdown to addresses of live things in the CMS.

    Files of other people are shown where they are open anyway: `writers` gives the
    ids of those who wrote the text, None for texts of the site itself; `namers` tells who
    put a file in. What the page `page_id` shows already it goes on showing.
    """

    writers: Callable[[], People] = lambda: None
    page_id: int | None = None
    namers: Namers = nobody

    def may_show(self, image: Any) -> bool:
        """Whether texts of these writers may show `image`."""
        return image.pk in self._showable(get_image_model(), [image.pk])

    def _showable(self, model: Any, ids: Collection[int]) -> set[int]:
        return showable(
            model, ids, self.writers(), page_id=self.page_id, namers=self.namers
        )

    def pages(self, ids: Collection[int]) -> Mapping[int, str]:
        found = published_pages().filter(pk__in=ids)
        return {page.pk: page.url for page in found if page.url}

    def documents(self, ids: Collection[int]) -> Mapping[int, str]:
        model = get_document_model()
        found = model.objects.filter(pk__in=self._showable(model, ids))
        return {document.pk: document.url for document in found}

    def images(
        self, requests: Collection[ImageRequest]
    ) -> Mapping[ImageRequest, ResolvedImage]:
        wanted = {request.id for request in requests}
        ids = self._showable(get_image_model(), wanted)
        specs = {s for request in requests for s in MARKDOWN_FILTERS[request.shape]}
        library = get_image_model().objects.prefetch_renditions(*specs)
        images = library.in_bulk(list(ids))
        resolved = {}
        for request in requests:
            image = images.get(request.id)
            if image is None:
                continue
            if found := _drawn(image, request.shape):
                resolved[request] = found
        return resolved


def _drawn(image: Any, shape: str) -> ResolvedImage | None:
    """The widths of `image` in `shape`; a small picture has fewer of them."""
    drawn = draw(image, MARKDOWN_FILTERS[shape])
    widths = {rendition.width: rendition for rendition in drawn.values()}
    if not widths:
        return None
    shown = list(widths.values())[:MIDDLE][-1]
    sources = [f"{row.url} {width}w" for width, row in widths.items()]
    srcset = ", ".join(sources) if len(sources) > 1 else ""
    return ResolvedImage(shown.url, shown.width, shown.height, srcset)
