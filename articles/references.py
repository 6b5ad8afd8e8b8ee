"""Where `page:3`, `doc:3` and `image:3` in Markdown lead: one query per kind."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, SourceImageIOError
from wagtail.models import Page

from articles.markdown import ImageRequest, ResolvedImage
from core.querysets import unrestricted

DEFAULT_FILTER = "width-1280|format-webp"


@dataclass(frozen=True, slots=True)
class WagtailReferences:
    """Resolves the ids in Markdown to addresses of live things in the CMS.

    A picture marked private is shown only in texts of who put it there: `owners`
    gives their user ids, and is asked only where there is such a picture.
    """

    owners: Callable[[], Collection[int | None]] = tuple

    def may_show(self, image: Any) -> bool:
        """Whether texts of these owners may show `image`."""
        if not image.is_private:
            return True
        uploader = image.uploaded_by_user_id
        return uploader is not None and uploader in self.owners()

    def pages(self, ids: Collection[int]) -> Mapping[int, str]:
        found = Page.objects.live().filter(unrestricted(), pk__in=ids)
        return {page.pk: page.url for page in found if page.url}

    def documents(self, ids: Collection[int]) -> Mapping[int, str]:
        found = get_document_model().objects.filter(pk__in=ids)
        return {document.pk: document.url for document in found}

    def images(
        self, requests: Collection[ImageRequest]
    ) -> Mapping[ImageRequest, ResolvedImage]:
        ids = {request.id for request in requests}
        images = get_image_model().objects.in_bulk(list(ids))
        resolved = {}
        for request in requests:
            image = images.get(request.id)
            if image is None or not self.may_show(image):
                continue
            if found := self._rendition(image, request):
                resolved[request] = found
        return resolved

    def _rendition(
        self, image: AbstractImage, request: ImageRequest
    ) -> ResolvedImage | None:
        for spec in (request.filter, DEFAULT_FILTER):
            if not spec:
                continue
            try:
                rendition = image.get_rendition(spec)
            except InvalidFilterSpecError:
                continue
            except SourceImageIOError:
                return None
            return ResolvedImage(rendition.url, rendition.width, rendition.height)
        return None
