"""Addresses beside the page tree that are the same in every language."""

from django.urls import path

from articles import views

app_name = "permanent"
urlpatterns = [
    path("write/", views.write, name="write"),
    path("_diagram/", views.drawing_room, name="drawing_room"),
    path("p/<str:code>/", views.short_address, name="short_address"),
    path("p/<str:code>/full/", views.full_text, name="full_text"),
]
