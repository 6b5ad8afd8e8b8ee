"""Included by accounts/urls/me.py under leave/, and so in its name space."""

from django.urls import path

from accounts.leaving.views import LeaveView, TakeBackView

urlpatterns = [
    path("", LeaveView.as_view(), name="leave"),
    path("back/", TakeBackView.as_view(), name="take_back"),
]
