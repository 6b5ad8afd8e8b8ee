"""What devices and their tokens answer below `/api/v1/`."""

from django.urls import path

from accounts.devices.api import views

urlpatterns = [
    path("authorizations/refresh/", views.RefreshView.as_view(), name="refresh"),
    path(
        "authorizations/current/",
        views.CurrentAuthorizationView.as_view(),
        name="current_authorization",
    ),
    path(
        "authorizations/all/",
        views.AllAuthorizationsView.as_view(),
        name="all_authorizations",
    ),
    path("me/devices/", views.DevicesView.as_view(), name="devices"),
    path("me/devices/<int:device_id>/", views.DeviceView.as_view(), name="device"),
]
