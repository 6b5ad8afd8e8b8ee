"""`/me/`: the own account."""

from django.urls import include, path

app_name = "me"
urlpatterns = [
    path("", include("accounts.me.urls")),
    path("data/", include("accounts.me.export.urls")),
    path("leave/", include("accounts.leaving.urls")),
]
