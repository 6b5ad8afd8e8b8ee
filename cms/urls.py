"""Every address of the site, in the order they are tried."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api_v2 import router
from images.views import serve_media
from serving.locked import enter_password_of_documents
from serving.lookup import serve as serve_page

handler400 = "core.web.answers.bad_request"
handler403 = "core.web.answers.permission_denied"
handler404 = "core.web.answers.page_not_found"
handler500 = "core.web.answers.server_error"

urlpatterns = [
    path("", include("core.web.urls")),
    path("", include("serving.machine_urls")),
    path("admin/", include("cms.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/passkeys/", include("django_otp_webauthn.urls")),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        enter_password_of_documents,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("cms.api_v1")),
    path("api/v2/", router.urls),
    path("", include("articles.permanent_urls")),
    # Pictures only: documents have their own view. Nothing may answer before these
    # do: they ask who may open the file.
    re_path(
        r"^media/(?P<path>(?:images|original_images|avatar_images)/.+)$",
        serve_media,
        name="media",
    ),
]

urlpatterns += i18n_patterns(
    path("", include("serving.feed_urls")),
    path("accounts/", include("accounts.urls.site")),
    path("me/", include("accounts.urls.me")),
    path("me/notifications/", include("notifications.urls")),
    path("me/blocked/", include("community.blocks.urls")),
    path("me/bindings/", include("accounts.social.bindings_urls")),
    path("search/", include("search.urls")),
    # Before the pages: their pattern takes every address in its shape.
    path("_util/", include("serving.locked_urls")),
    path("", include("articles.urls")),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    prefix_default_language=False,
)
