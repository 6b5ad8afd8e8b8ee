"""Files of readers' pages, for those who may open them."""

import posixpath
from mimetypes import guess_type
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.static import serve as serve_file

from images.models import CustomImage, Rendition
from images.openness import is_open, may_open

# How long others may keep an open file; one that is closed again is gone by then.
PUBLIC_SECONDS = 3600
SIGNED_SECONDS = 600
UNKNOWN = "application/octet-stream"


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The picture file at `path`: originals, renditions and faces of people.

    What is not open to all, and not to the one who asks, is not there at all.
    """
    if posixpath.normpath(path) != path:
        # Whoever sends the file would read it as the name of another one.
        raise Http404
    is_public = path.startswith("avatar_images/")
    if not is_public:
        image = _image_of(path)
        is_public = bool(image and image.is_open_to_all)
        if image is None or not (is_public or may_open(request, image)):
            raise Http404
    response = _by_the_server(path)
    if response is None:
        response = serve_file(request, path, document_root=str(settings.MEDIA_ROOT))
    return _kept(response, is_public=is_public)


def deliver_document(
    request: HttpRequest, document: Any, *, is_public: bool
) -> HttpResponseBase | None:
    """The document by whoever is best at it; None where Wagtail sends it itself."""
    response = _by_the_server(document.file.name)
    if response is not None:
        response["Content-Disposition"] = document.content_disposition
        response["Content-Security-Policy"] = "default-src 'none'"
        return _kept(response, is_public=is_public)
    return None


def _image_of(path: str) -> Any:
    """The picture whose original or rendition lies at `path`, in one query."""
    if "\x00" in path:  # which PostgreSQL cannot look for
        return None
    images = CustomImage.objects.annotate(is_open_to_all=is_open("image"))
    if path.startswith("original_images/"):
        return images.filter(file=path).first()
    shown = Rendition.objects.filter(file=path).values("image_id")
    return images.filter(pk__in=shown).first()


def _by_the_server(path: str) -> HttpResponseBase | None:
    """Where S3 or nginx sends the stored file `path`, the answer that makes it so."""
    if _signs():
        signer: Any = default_storage
        return redirect(signer.signed_url(path, SIGNED_SECONDS))
    if not settings.MEDIA_ACCEL_PREFIX:
        return None
    response = HttpResponse(content_type=guess_type(path)[0] or UNKNOWN)
    inside = posixpath.join(settings.MEDIA_ACCEL_PREFIX, quote(path))
    response["X-Accel-Redirect"] = inside
    return response


def _kept(response: HttpResponseBase, *, is_public: bool) -> HttpResponseBase:
    """Say who may keep the file, and for how long."""
    if is_public:
        seconds = SIGNED_SECONDS // 2 if _signs() else PUBLIC_SECONDS
        patch_cache_control(response, public=True, max_age=seconds)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _signs() -> bool:
    return hasattr(default_storage, "signed_url")
