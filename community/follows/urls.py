"""`/me/blocked/`."""

from django.urls import path

from community.follows.views import BlockedView, UnblockView

app_name = "follows"
urlpatterns = [
    path("", BlockedView.as_view(), name="blocked"),
    path("unblock/", UnblockView.as_view(), name="unblock"),
]
