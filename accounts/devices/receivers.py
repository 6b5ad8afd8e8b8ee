"""What follows from Django's sign-in, whichever way it came about."""

from typing import Any

import structlog

from django.http import HttpRequest

from accounts.current import current_device, keep_device
from accounts.devices.services import register_device, revoke_device
from accounts.limits.visitors import client_address
from accounts.models import Device, User


def note_device(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Each session belongs to a device, so that it can be ended from elsewhere."""
    device = register_device(user=user, kind=Device.Kind.WEB, request=request)
    keep_device(request, device)


def note_address(request: HttpRequest, **kwargs: Any) -> None:
    """Log lines carry the address our limits count by, not one a client wrote."""
    structlog.contextvars.bind_contextvars(ip=client_address(request))


def end_device(
    sender: Any, request: HttpRequest, user: User | None, **kwargs: Any
) -> None:
    """Whoever signs out on one browser is signed out on that device."""
    device_id = current_device(request)
    if user is not None and device_id is not None:
        revoke_device(user=user, device_id=device_id)
