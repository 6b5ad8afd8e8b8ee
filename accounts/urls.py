from django.conf import settings
from django.urls import include, path

from accounts.codes import sample_views as letters
from accounts.staff.views import (
    RecoveryCodesView,
    RemoveFactorView,
    SecondFactorView,
    SetupView,
)
from accounts.views import consent, reset, sign_in, sign_up
from accounts.views.sign_out import SignOutView

app_name = "accounts"
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
    path("email/<str:ticket>/", reset.ConfirmEmailView.as_view(), name="confirm_email"),
    path("consent/", consent.ConsentView.as_view(), name="consent"),
    path("second-factor/", SecondFactorView.as_view(), name="second_factor"),
    path("second-factor/setup/", SetupView.as_view(), name="second_factor_setup"),
    path("second-factor/recovery/", RecoveryCodesView.as_view(), name="recovery_codes"),
    path("second-factor/remove/", RemoveFactorView.as_view(), name="remove_factor"),
    path("human/", include("accounts.human.urls")),
    path("social/", include("accounts.social.urls")),
]

if settings.DEBUG:
    urlpatterns += [
        path("letters/", letters.letters, name="letters"),
        path("letters/<str:name>.<str:kind>", letters.letter, name="letter"),
    ]
