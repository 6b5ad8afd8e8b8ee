"""What accounts answer below `/api/v1/`."""

from django.urls import include, path

from accounts.human.api import HumanChallengeView
from accounts.leaving.api import LeavingView

app_name = "accounts_api"
urlpatterns = [
    path("human/challenge/", HumanChallengeView.as_view(), name="human_challenge"),
    path("", include("accounts.codes.api.urls")),
    path("", include("accounts.devices.api.urls")),
    path("", include("accounts.door.api.urls")),
    path("me/", include("accounts.me.api.urls")),
    path("me/deletion/", LeavingView.as_view(), name="leaving"),
    path("", include("accounts.social.api.urls")),
]
