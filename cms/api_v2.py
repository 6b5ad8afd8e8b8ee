"""Wagtail's content API, read-only, for headless front ends."""

from wagtail.api.v2.router import WagtailAPIRouter

from articles.api.viewsets import (
    ContentPagesViewSet,
    PublicDocumentsViewSet,
    PublicImagesViewSet,
)

router = WagtailAPIRouter("content_api")
router.register_endpoint("pages", ContentPagesViewSet)
router.register_endpoint("images", PublicImagesViewSet)
router.register_endpoint("documents", PublicDocumentsViewSet)
