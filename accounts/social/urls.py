"""Below `/accounts/social/`, in the namespace of accounts."""

from django.urls import path

from accounts.social import views

urlpatterns = [
    path("first/", views.FirstVisitView.as_view(), name="social_first"),
    path("first/bind/", views.BindView.as_view(), name="social_bind"),
    path(
        "first/bind/code/", views.BindByCodeView.as_view(), name="social_bind_by_code"
    ),
    path("<slug:provider>/", views.StartView.as_view(), name="social_start"),
    path(
        "<slug:provider>/complete/",
        views.CallbackView.as_view(),
        name="social_complete",
    ),
]
