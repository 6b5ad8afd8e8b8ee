"""What the door answers below `/api/v1/`."""

from django.urls import path

from accounts.door.api import lookups, views
from accounts.door.api.consents import ConsentsView

urlpatterns = [
    path(
        "usernames/<str:name>/count/",
        lookups.UsernameCountView.as_view(),
        name="username_count",
    ),
    path(
        "mobiles/<str:number>/count/",
        lookups.MobileCountView.as_view(),
        name="mobile_count",
    ),
    path("users/", views.UsersView.as_view(), name="users"),
    path("users/activation/", views.ActivationView.as_view(), name="activation"),
    path("authorizations/", views.AuthorizationsView.as_view(), name="authorizations"),
    path(
        "password/reset-request/",
        views.ResetRequestView.as_view(),
        name="reset_request",
    ),
    path("password/reset/", views.ResetView.as_view(), name="reset"),
    path("me/consents/", ConsentsView.as_view(), name="consents"),
]
