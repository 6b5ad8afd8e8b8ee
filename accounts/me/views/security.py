"""Ways in: what there is, and a new password."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.door.exceptions import PasswordMissingError
from accounts.door.passwords import change_password
from accounts.me.forms import PasswordChangeForm
from accounts.me.views.base import MeView, OwnerFormView
from accounts.staff.rules import has_second_factor, is_staff_member


class SecurityView(MeView):
    """What there is, masked, and the way to change each."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "shows_second_factor": is_staff_member(self.person)
            or has_second_factor(self.person)
        }
        return render(request, "accounts/me/security.html", context)


class PasswordView(OwnerFormView):
    """A new password; every other device is signed out."""

    template_name = "accounts/me/password.html"
    form_class = PasswordChangeForm

    def act(self, values: dict[str, Any]) -> HttpResponse:
        # The old one is asked for even a moment after signing in.
        if self.person.has_usable_password() and not values["current"]:
            raise PasswordMissingError
        change_password(
            self.request,
            user=self.person,
            current=values["current"],
            password=values["password"],
            device_id=self.device,
        )
        update_session_auth_hash(self.request, self.person)
        return self.done(_("密码已更改，其他设备都已退出登录。"), "security")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asks = {"asks_password": self.person.has_usable_password()}
        return {**super().get_context_data(**kwargs), **asks}
