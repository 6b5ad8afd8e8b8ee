"""The admin's API of pictures shows what its user may choose, and no more."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLResolver, include, path

from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from images.openness import is_open, may_open
from images.rights import choosable
from images.views import deliver_document


class OwnImagesViewSet(ImagesAdminAPIViewSet):
    def get_queryset(self) -> Any:
        return choosable(super().get_queryset(), self.request.user, ["choose"])


class OwnDocumentsViewSet(DocumentsAdminAPIViewSet):
    def get_queryset(self) -> Any:
        return choosable(super().get_queryset(), self.request.user, ["choose"])


@hooks.register("before_serve_document", order=100)
def ask_for_the_document(
    document: Any, request: HttpRequest
) -> HttpResponseBase | None:
    """Behind Wagtail's own question, whether the collection lets one in."""
    files = type(document).objects.filter(pk=document.pk)
    is_public = files.filter(is_open("document")).exists()
    if not is_public and not may_open(request, document):
        raise Http404
    return deliver_document(request, document, is_public=is_public)


def not_here(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise Http404


# Before Wagtail's own addresses: these draw any size a caller asks for, and only
# serve a page that is not part of this site.
@hooks.register("register_admin_urls", order=-1)
def no_drawing_on_demand() -> list[URLResolver]:
    nothing = [
        path("generate_url/", not_here, name="no_address"),
        path("generate_url/output/", not_here, name="no_drawing"),
        path("preview/<str:filter_spec>/", not_here, name="no_preview"),
    ]
    return [path("images/<int:image_id>/", include((nothing, "no_drawing")))]


# After Wagtail's own registration, which lists every picture to every author.
@hooks.register("construct_admin_api", order=100)
def narrow_admin_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("images", OwnImagesViewSet)
    router.register_endpoint("documents", OwnDocumentsViewSet)
