"""What social login answers below `/api/v1/`."""

from django.urls import path

from accounts.social.api import views

urlpatterns = [
    path(
        "oauth/<slug:provider>/authorization/",
        views.DepartureView.as_view(),
        name="departure",
    ),
    path("oauth/<slug:provider>/", views.ArrivalView.as_view(), name="arrival"),
    path(
        "oauth/<slug:provider>/accounts/",
        views.SocialAccountsView.as_view(),
        name="social_accounts",
    ),
    path("me/bindings/", views.BindingsView.as_view(), name="bindings"),
    path("me/bindings/<int:identity_id>/", views.BindingView.as_view(), name="binding"),
]
