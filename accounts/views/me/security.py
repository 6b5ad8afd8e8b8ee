"""Ways in: address, number, password, and where the person is signed in."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.codes.budget import asker_of
from accounts.devices.services import (
    revoke_device,
    revoke_devices,
    signed_in_devices,
)
from accounts.exceptions import PasswordMissingError
from accounts.forms.me import EmailChangeForm, MobileChangeForm, PasswordChangeForm
from accounts.services.contacts import begin_email_change, bind_mobile
from accounts.services.passwords import change_password
from accounts.staff.rules import has_second_factor, is_staff_member
from accounts.views.me.base import MeView, OwnerFormView
from core.masking import mask_email


class SecurityView(MeView):
    """What there is, masked, and the way to change each."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "shows_second_factor": is_staff_member(self.person)
            or has_second_factor(self.person)
        }
        return render(request, "accounts/me/security.html", context)


class EmailView(OwnerFormView):
    """Sends a link to the new address; it is bound when the link is opened."""

    template_name = "accounts/me/email.html"
    form_class = EmailChangeForm

    def enter(self, values: dict[str, Any]) -> HttpResponse:
        self.confirm(values)
        begin_email_change(
            user=self.person, email=values["target"], asker=asker_of(self.request)
        )
        told = _("确认邮件已发到 %(email)s，请在 24 小时内打开其中的链接。")
        return self.done(told % {"email": mask_email(values["target"])}, "security")


class MobileView(OwnerFormView):
    """Binds a number, proved by a code."""

    template_name = "accounts/me/mobile.html"
    form_class = MobileChangeForm
    purpose = "bind"

    def needs_human(self) -> bool:
        return True

    def enter(self, values: dict[str, Any]) -> HttpResponse:
        self.confirm(values)
        bind_mobile(user=self.person, mobile=values["target"], digits=values["code"])
        return self.done(_("手机号已绑定。"), "security")


class PasswordView(OwnerFormView):
    """A new password; every other device is signed out."""

    template_name = "accounts/me/password.html"
    form_class = PasswordChangeForm

    def enter(self, values: dict[str, Any]) -> HttpResponse:
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


class DevicesView(MeView):
    """Where the person is signed in, last seen first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        devices = signed_in_devices(self.person, self.device)
        return render(request, "accounts/me/devices.html", {"devices": devices})


class RevokeDeviceView(MeView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, device_id: int) -> HttpResponse:
        # One that is gone already is as good as signed out.
        revoke_device(user=self.person, device_id=device_id)
        return self.done(_("这台设备已退出登录。"), "devices")


class RevokeOthersView(MeView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        revoke_devices(user=self.person, keep=self.device)
        return self.done(_("其他设备都已退出登录。"), "devices")
