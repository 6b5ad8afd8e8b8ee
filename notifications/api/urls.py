from django.urls import path

from notifications.api.views import ChoicesView

app_name = "notifications_api"
urlpatterns = [
    path("me/notifications/choices/", ChoicesView.as_view(), name="me_choices"),
]
