"""Wagtail's addresses beside the pages, under the names Wagtail knows them by."""

from django.urls import path

from serving import locked

urlpatterns = [
    path(
        "authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        locked.enter_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("login/", locked.sign_in, name="wagtailcore_login"),
]
