"""Included by accounts/urls/site.py, and so in its name space."""

from django.urls import path

from accounts.door.views import reset, sign_in, sign_up
from accounts.door.views.consent import ConsentView
from accounts.door.views.sign_out import SignOutView

urlpatterns = [
    path("login/", sign_in.SignInView.as_view(), name="login"),
    path("login/code/", sign_in.CodeSignInView.as_view(), name="login_by_code"),
    path("logout/", SignOutView.as_view(), name="logout"),
    path("register/", sign_up.MobileSignUpView.as_view(), name="register"),
    path("register/mail/", sign_up.MailSignUpView.as_view(), name="register_by_mail"),
    path(
        "register/complete/<str:ticket>/",
        sign_up.CompleteSignUpView.as_view(),
        name="complete",
    ),
    path("activate/<str:ticket>/", sign_up.ActivationView.as_view(), name="activate"),
    path("activated/", sign_up.activated, name="activated"),
    path("reset/", reset.MailResetView.as_view(), name="reset"),
    path("reset/mobile/", reset.MobileResetView.as_view(), name="reset_by_mobile"),
    path("reset/<str:ticket>/", reset.NewPasswordView.as_view(), name="reset_password"),
    path("consent/", ConsentView.as_view(), name="consent"),
]
