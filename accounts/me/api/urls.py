"""What the own account answers below `/api/v1/me/`."""

from django.urls import path

from accounts.me.api import views
from accounts.me.export.api import ExportsView, ExportView

urlpatterns = [
    path("", views.MeView.as_view(), name="me"),
    path("avatar/", views.AvatarView.as_view(), name="avatar"),
    path("password/", views.PasswordView.as_view(), name="password"),
    path("email/", views.EmailView.as_view(), name="email"),
    path(
        "email/confirmation/",
        views.EmailConfirmationView.as_view(),
        name="email_confirmation",
    ),
    path("mobile/", views.MobileView.as_view(), name="mobile"),
    path("preferences/", views.PreferencesView.as_view(), name="preferences"),
    path("exports/", ExportsView.as_view(), name="exports"),
    path("exports/<int:export_id>/", ExportView.as_view(), name="export"),
]
