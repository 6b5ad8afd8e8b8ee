"""`/accounts/`: the door, the second factor, proofs of being human, providers."""

from django.conf import settings
from django.urls import include, path

from accounts.codes import sample_views
from accounts.me.views.contacts import ConfirmEmailView

app_name = "accounts"
urlpatterns = [
    path("", include("accounts.door.urls")),
    path("email/<str:ticket>/", ConfirmEmailView.as_view(), name="confirm_email"),
    path("second-factor/", include("accounts.staff.urls")),
    path("human/", include("accounts.human.urls")),
    path("social/", include("accounts.social.urls")),
]

if settings.DEBUG:
    urlpatterns += [
        path("letters/", sample_views.letters, name="letters"),
        path("letters/<str:name>.<str:kind>", sample_views.letter, name="letter"),
    ]
