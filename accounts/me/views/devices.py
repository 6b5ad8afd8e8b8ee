"""Where the person is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.devices.services import (
    revoke_device,
    revoke_devices,
    signed_in_devices,
)
from accounts.me.views.base import MeView


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
