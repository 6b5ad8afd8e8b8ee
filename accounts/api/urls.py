"""What accounts answer below `/api/v1/`."""

from django.urls import include, path

from accounts.api.consents import ConsentsView
from accounts.api.views import codes, leaving, me, sign_in
from accounts.human.api import HumanChallengeView

urlpatterns = [
    path("human/challenge/", HumanChallengeView.as_view(), name="human_challenge"),
    path("", include("accounts.codes.api.urls")),
    path("usernames/<str:name>/count/", codes.UsernameCountView.as_view()),
    path("mobiles/<str:number>/count/", codes.MobileCountView.as_view()),
    path("users/", sign_in.UsersView.as_view(), name="users"),
    path("users/activation/", sign_in.ActivationView.as_view(), name="activation"),
    path("authorizations/", sign_in.AuthorizationsView.as_view()),
    path("password/reset-request/", sign_in.ResetRequestView.as_view()),
    path("password/reset/", sign_in.ResetView.as_view()),
    path("me/", me.MeView.as_view(), name="me"),
    path("me/avatar/", me.AvatarView.as_view()),
    path("me/password/", me.PasswordView.as_view()),
    path("me/email/", me.EmailView.as_view()),
    path("me/email/confirmation/", me.EmailConfirmationView.as_view()),
    path("me/mobile/", me.MobileView.as_view()),
    path("me/preferences/", me.PreferencesView.as_view()),
    path("me/consents/", ConsentsView.as_view()),
    path("", include("accounts.devices.api.urls")),
    path("me/exports/", leaving.ExportsView.as_view()),
    path("me/exports/<int:export_id>/", leaving.ExportView.as_view()),
    path("me/deletion/", leaving.DeletionView.as_view()),
    path("", include("accounts.social.api.urls")),
]
