"""A session counts for as long as its device was not revoked."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.middleware import get_user as user_of_session
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.current import current_device
from accounts.devices.services import device_in_use
from accounts.models import User


def get_user(request: HttpRequest) -> User | AnonymousUser:
    """Who is signed in on this browser; asked for at most once a request."""
    if not hasattr(request, "_person"):
        request._person = _find_user(request)  # type: ignore[attr-defined]
    return request._person  # type: ignore[attr-defined]


def _find_user(request: HttpRequest) -> User | AnonymousUser:
    user = user_of_session(request)
    if not isinstance(user, User):
        return AnonymousUser()
    device = device_in_use(user=user, device_id=current_device(request))
    if device is None:
        request.session.flush()
        return AnonymousUser()
    return user


class DeviceMiddleware(AuthenticationMiddleware):
    """Django's own, and revoked devices are signed out."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: get_user(request))  # type: ignore[assignment]
