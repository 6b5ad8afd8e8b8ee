"""Included by accounts/urls/site.py under second-factor/, and so in its name space."""

from django.urls import path

from accounts.staff import views

urlpatterns = [
    path("", views.SecondFactorView.as_view(), name="second_factor"),
    path("setup/", views.SetupView.as_view(), name="second_factor_setup"),
    path("recovery/", views.RecoveryCodesView.as_view(), name="recovery_codes"),
    path("remove/", views.RemoveFactorView.as_view(), name="remove_factor"),
]
