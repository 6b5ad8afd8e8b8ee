"""Included by accounts/urls/me.py under data/, and so in its name space."""

from django.urls import path

from accounts.me.export.views import DataView, ExportView

urlpatterns = [
    path("", DataView.as_view(), name="data"),
    path("<int:export_id>/", ExportView.as_view(), name="export"),
]
