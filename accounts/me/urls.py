"""Included by accounts/urls/me.py, and so in its name space."""

from django.urls import path
from django.views.generic import RedirectView

from accounts.me.views import contacts, devices, preferences, profile, security

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="me:profile"), name="home"),
    path("profile/", profile.ProfileView.as_view(), name="profile"),
    path("avatar/", profile.AvatarView.as_view(), name="avatar"),
    path("avatar/remove/", profile.RemoveAvatarView.as_view(), name="remove_avatar"),
    path("security/", security.SecurityView.as_view(), name="security"),
    path("security/email/", contacts.EmailView.as_view(), name="email"),
    path("security/mobile/", contacts.MobileView.as_view(), name="mobile"),
    path("security/password/", security.PasswordView.as_view(), name="password"),
    path("devices/", devices.DevicesView.as_view(), name="devices"),
    path("devices/others/", devices.RevokeOthersView.as_view(), name="revoke_others"),
    path(
        "devices/<int:device_id>/",
        devices.RevokeDeviceView.as_view(),
        name="revoke_device",
    ),
    path("privacy/", preferences.PrivacyView.as_view(), name="privacy"),
    path("appearance/", preferences.AppearanceView.as_view(), name="appearance"),
]
