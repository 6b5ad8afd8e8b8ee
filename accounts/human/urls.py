"""Included by accounts/urls/site.py under human/, and so in its name space."""

from django.urls import path

from accounts.human import views

urlpatterns = [
    path("picture/<str:key>/", views.picture, name="human_picture"),
    path("picture/<str:key>.png", views.picture_image, name="human_picture_image"),
]
