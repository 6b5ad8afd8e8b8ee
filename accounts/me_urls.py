"""`/me/`: the own settings."""

from django.urls import path
from django.views.generic import RedirectView

from accounts.views.me import choices, leaving, profile, security

app_name = "me"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="me:profile"), name="home"),
    path("profile/", profile.ProfileView.as_view(), name="profile"),
    path("avatar/", profile.AvatarView.as_view(), name="avatar"),
    path("avatar/remove/", profile.RemoveAvatarView.as_view(), name="remove_avatar"),
    path("security/", security.SecurityView.as_view(), name="security"),
    path("security/email/", security.EmailView.as_view(), name="email"),
    path("security/mobile/", security.MobileView.as_view(), name="mobile"),
    path("security/password/", security.PasswordView.as_view(), name="password"),
    path("devices/", security.DevicesView.as_view(), name="devices"),
    path("devices/others/", security.RevokeOthersView.as_view(), name="revoke_others"),
    path(
        "devices/<int:device_id>/",
        security.RevokeDeviceView.as_view(),
        name="revoke_device",
    ),
    path("notifications/", choices.NotificationsView.as_view(), name="notifications"),
    path("privacy/", choices.PrivacyView.as_view(), name="privacy"),
    path("appearance/", choices.AppearanceView.as_view(), name="appearance"),
    path("data/", leaving.DataView.as_view(), name="data"),
    path("data/<int:export_id>/", leaving.ExportView.as_view(), name="export"),
    path("leave/", leaving.LeaveView.as_view(), name="leave"),
    path("leave/back/", leaving.TakeBackView.as_view(), name="take_back"),
]
