"""Every address of the site, in the order they are tried."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from accounts.admin.account import AdminAccountView
from accounts.door.views.sign_in import admin_login
from accounts.door.views.sign_out import SignOutView
from articles.admin.dismissing import HintsView
from articles.admin.tags import offer_tags
from articles.views import drawing_room, full_text, short_address, write
from cms.api_v2 import router
from core.pages.copying import COPY, PageCopyView
from core.web.answers import page_not_found
from core.web.health import healthz, readyz
from images.views import serve_media
from serving import robots, sitemap
from serving.feeds import serve_feed, site_feed
from serving.locked import enter_password_of_documents
from serving.lookup import serve as serve_page

handler400 = "core.web.answers.bad_request"
handler403 = "core.web.answers.permission_denied"
handler404 = "core.web.answers.page_not_found"
handler500 = "core.web.answers.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("favicon.ico", robots.favicon, name="favicon"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemap.sitemap_section, name="sitemap_section"),
    # Wagtail's own sign-in knows neither our limits nor the second factor.
    path("admin/login/", admin_login),
    # Wagtail's own sign-out drops the cookie of those who only look, and keeps the device.
    path("admin/logout/", SignOutView.as_view()),
    path("admin/account/", require_admin_access(AdminAccountView.as_view())),
    path(
        "admin/pages/<int:page_id>/copy/",
        require_admin_access(PageCopyView.as_view()),
        name=COPY,
    ),
    path("admin/dismissibles/", require_admin_access(HintsView.as_view())),
    # Raises, to try what an error looks like.
    path("admin/failwhale/", page_not_found, {"exception": None}),
    path("admin/tag-autocomplete/", require_admin_access(offer_tags)),
    path(
        "admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/",
        require_admin_access(offer_tags),
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/passkeys/", include("django_otp_webauthn.urls")),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        enter_password_of_documents,
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("cms.api_v1")),
    path("api/v2/", router.urls),
    path("write/", write, name="write"),
    path("_diagram/", drawing_room, name="drawing_room"),
    path("p/<str:code>/", short_address, name="short_address"),
    path("p/<str:code>/full/", full_text, name="full_text"),
    # Pictures only: documents have their own view. Nothing may answer before these
    # do: they ask who may open the file.
    re_path(
        r"^media/(?P<path>(?:images|original_images|avatar_images)/.+)$", serve_media
    ),
]

urlpatterns += i18n_patterns(
    re_path(
        r"^(?P<name>feed\.xml|atom\.xml|feed\.json)$",
        site_feed,
        name="site_feed",
    ),
    path("accounts/", include("accounts.urls.site")),
    path("me/", include("accounts.urls.me")),
    path("me/notifications/", include("notifications.urls")),
    path("me/blocked/", include("community.blocks.urls")),
    path("me/bindings/", include("accounts.social.bindings_urls")),
    path("search/", include("search.urls")),
    # Before the pages: their pattern takes every address in its shape.
    path("_util/", include("serving.locked_urls")),
    path("", include("articles.urls")),
    re_path(
        r"^(?P<path>(?:[\w\-]+/)+)(?P<name>feed\.xml|atom\.xml|feed\.json)$",
        serve_feed,
        name="page_feed",
    ),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    prefix_default_language=False,
)
