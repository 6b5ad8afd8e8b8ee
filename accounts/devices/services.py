"""Where a person is signed in, and how that ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ua_parser import parse

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from accounts.devices.signals import new_device
from accounts.limits.visitors import client_address
from accounts.models import (
    Device,
    RefreshToken,
    User,
)

SEEN_EVERY = timedelta(minutes=10)
AGENT_LENGTH = 300


@dataclass(frozen=True)
class SignedIn:
    """A line of the list of devices."""

    id: int
    kind: str
    name: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    is_current: bool


def device_name(user_agent: str) -> str:
    """`Firefox · Linux`, as far as the user agent tells."""
    found = parse(user_agent)
    browser = found.user_agent.family if found.user_agent else ""
    system = found.os.family if found.os else ""
    known = [name for name in (browser, system) if name and name != "Other"]
    return " · ".join(known) or gettext("未知设备")


def register_device(*, user: User, kind: str, request: HttpRequest) -> Device:
    """Note a new sign-in, and say `new_device` if the device is new to them."""
    agent = request.headers.get("User-Agent", "")[:AGENT_LENGTH]
    known = Device.objects.filter(user=user)
    is_first, is_known = not known.exists(), known.filter(user_agent=agent).exists()
    device = Device.objects.create(
        user=user, kind=kind, user_agent=agent, address=client_address(request)
    )
    if user.email and not is_first and not is_known:
        new_device.send(Device, device=device)
    return device


def device_in_use(*, user: User, device_id: int | None) -> Device | None:
    """The device of a session, unless it was revoked; notes that it was seen."""
    if device_id is None:
        return None
    device = Device.objects.in_use().filter(user=user, pk=device_id).first()
    if device is not None and timezone.now() - device.last_seen_at > SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(last_seen_at=timezone.now())
    return device


def signed_in_devices(user: User, current: int | None) -> list[SignedIn]:
    """Where `user` is signed in, last seen first."""
    return [
        SignedIn(
            id=device.pk,
            kind=device.kind,
            name=device_name(device.user_agent),
            address=device.address or "",
            created_at=device.created_at,
            last_seen_at=device.last_seen_at,
            is_current=device.pk == current,
        )
        for device in Device.objects.in_use().filter(user=user)
    ]


def revoke_device(*, user: User, device_id: int) -> bool:
    """End one sign-in of `user`; false where there is none."""
    return Device.objects.filter(user=user, pk=device_id).revoke() > 0


def revoke_devices(*, user: User, keep: int | None = None) -> int:
    """End every sign-in of `user` but `keep`; returns how many."""
    return Device.objects.filter(user=user).exclude(pk=keep or 0).revoke()


DEVICES_FOR = timedelta(days=90)


def remove_old_devices() -> int:
    """Sign-ins not seen for 90 days, and tokens that expired as long ago."""
    before = timezone.now() - DEVICES_FOR
    RefreshToken.objects.filter(expires_at__lt=before).delete()
    return Device.objects.filter(last_seen_at__lt=before).delete()[0]
