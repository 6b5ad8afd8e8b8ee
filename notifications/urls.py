"""`/me/notifications/`."""

from django.urls import path

from notifications.views import ChoicesView

app_name = "notifications"
urlpatterns = [path("", ChoicesView.as_view(), name="choices")]
