"""What devices and their tokens answer below `/api/v1/`."""

from django.urls import path

from accounts.devices.api import views

urlpatterns = [
    path("authorizations/refresh/", views.RefreshView.as_view()),
    path("authorizations/current/", views.CurrentAuthorizationView.as_view()),
    path("authorizations/all/", views.AllAuthorizationsView.as_view()),
    path("me/devices/", views.DevicesView.as_view()),
    path("me/devices/<int:device_id>/", views.DeviceView.as_view()),
]
