"""Addresses of the admin that are answered before Wagtail's own, under its names."""

from django.urls import path

from wagtail.admin.auth import require_admin_access

from accounts.admin.account import AdminAccountView
from accounts.door.views.sign_in import admin_login
from accounts.door.views.sign_out import SignOutView
from articles.admin.dismissing import HintsView
from articles.admin.tags import offer_tags
from core.pages.copying import COPY, PageCopyView
from core.web.answers import page_not_found

urlpatterns = [
    # Wagtail's own sign-in knows neither our limits nor the second factor.
    path("login/", admin_login, name="wagtailadmin_login"),
    # Wagtail's own drops the cookie of those who only look, and keeps the device.
    path("logout/", SignOutView.as_view(), name="wagtailadmin_logout"),
    path(
        "account/",
        require_admin_access(AdminAccountView.as_view()),
        name="wagtailadmin_account",
    ),
    path(
        "pages/<int:page_id>/copy/",
        require_admin_access(PageCopyView.as_view()),
        name=COPY,
    ),
    path(
        "dismissibles/",
        require_admin_access(HintsView.as_view()),
        name="wagtailadmin_dismissibles",
    ),
    # Raises, to try what an error looks like.
    path("failwhale/", page_not_found, {"exception": None}, name="failwhale"),
    path(
        "tag-autocomplete/",
        require_admin_access(offer_tags),
        name="wagtailadmin_tag_autocomplete",
    ),
    path(
        "tag-autocomplete/<slug:app_name>/<slug:model_name>/",
        require_admin_access(offer_tags),
        name="wagtailadmin_tag_model_autocomplete",
    ),
]
