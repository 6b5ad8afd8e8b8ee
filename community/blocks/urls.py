"""`/me/blocked/`."""

from django.urls import path

from community.blocks.views import BlockedView, UnblockView

app_name = "blocks"
urlpatterns = [
    path("", BlockedView.as_view(), name="blocked"),
    path("unblock/", UnblockView.as_view(), name="unblock"),
]
