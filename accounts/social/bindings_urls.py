"""`/me/bindings/`."""

from django.urls import path

from accounts.social.bindings_views import BindingsView, UnbindView

app_name = "bindings"
urlpatterns = [
    path("", BindingsView.as_view(), name="list"),
    path("<int:identity_id>/unbind/", UnbindView.as_view(), name="unbind"),
]
