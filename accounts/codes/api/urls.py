"""What codes answer below `/api/v1/`."""

from django.urls import path

from accounts.codes.api.views import CodesView, CodeView

urlpatterns = [
    path("codes/", CodesView.as_view(), name="codes"),
    path("codes/<str:ticket>/", CodeView.as_view(), name="code"),
]
