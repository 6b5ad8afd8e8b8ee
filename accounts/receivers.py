"""What follows from Django's sign-in, whichever way it came about."""

from typing import Any

import structlog

from django.http import HttpRequest

from accounts.limits.visitors import client_address
from accounts.models import Device, User
from accounts.services.devices import (
    SESSION_KEY,
    register_device,
    revoke_device,
)


def note_device(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Each session belongs to a device, so that it can be ended from elsewhere."""
    device = register_device(user=user, kind=Device.Kind.WEB, request=request)
    request.session[SESSION_KEY] = device.pk


def note_address(request: HttpRequest, **kwargs: Any) -> None:
    """Log lines carry the address our limits count by, not one a client wrote."""
    structlog.contextvars.bind_contextvars(ip=client_address(request))


def end_device(
    sender: Any, request: HttpRequest, user: User | None, **kwargs: Any
) -> None:
    device_id = request.session.get(SESSION_KEY)
    if user is not None and isinstance(device_id, int):
        revoke_device(user=user, device_id=device_id)
