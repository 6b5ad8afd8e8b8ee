"""`/api/v1/`: our REST API; its schema describes exactly the addresses below."""

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from django.urls import include, path, re_path

from core.api.views import UnknownAddressView

description = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema"),
        name="docs",
    ),
]
urlpatterns = [
    path("", include("community.api.urls")),
    path("", include("community.blocks.api.urls")),
    path("", include("notifications.api.urls")),
    path("", include("accounts.urls.api")),
    path("", include("search.api.urls")),
    path("", include((description, "api"))),
    # Last, and only with the slash: without it Django offers the one with it.
    re_path(r"^(?:.*/)?$", UnknownAddressView.as_view(), name="unknown_address"),
]
