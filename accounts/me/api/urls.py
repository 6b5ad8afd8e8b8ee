"""What the own account answers below `/api/v1/me/`."""

from django.urls import path

from accounts.me.api import views
from accounts.me.export.api import ExportsView, ExportView

urlpatterns = [
    path("", views.MeView.as_view(), name="me"),
    path("avatar/", views.AvatarView.as_view()),
    path("password/", views.PasswordView.as_view()),
    path("email/", views.EmailView.as_view()),
    path("email/confirmation/", views.EmailConfirmationView.as_view()),
    path("mobile/", views.MobileView.as_view()),
    path("preferences/", views.PreferencesView.as_view()),
    path("exports/", ExportsView.as_view()),
    path("exports/<int:export_id>/", ExportView.as_view()),
]
