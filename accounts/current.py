"""Who asks, on which device, and where they were going: of a page or of the API.

The one place that looks: a browser is known by its session, an app by its token.
"""

from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework_simplejwt.tokens import AccessToken

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import Device, User

# Where the id of the device stands in a session, and in a token.
SESSION_KEY = DEVICE_CLAIM = "device"


def find_user(request: HttpRequest | Request) -> User | None:
    """The person who is signed in; None for a visitor."""
    return request.user if isinstance(request.user, User) else None


def current_user(request: HttpRequest | Request) -> User:
    """The signed-in person, for views that let nobody else in.

    NotAuthenticated should one forget to.
    """
    user = find_user(request)
    if user is None:
        raise NotAuthenticated
    return user


def is_by_token(request: HttpRequest | Request) -> bool:
    """Whether an app asks; a browser has a session."""
    return isinstance(getattr(request, "auth", None), AccessToken)


def current_device(request: HttpRequest | Request) -> int | None:
    """The id of the device that asks, by token or by session."""
    kept = (
        request.auth.get(DEVICE_CLAIM)  # type: ignore[union-attr]
        if is_by_token(request)
        else request.session.get(SESSION_KEY)
    )
    return kept if isinstance(kept, int) else None


def keep_device(request: HttpRequest, device: Device) -> None:
    """From now on this browser's session belongs to `device`."""
    request.session[SESSION_KEY] = device.pk


def safe_next(request: HttpRequest) -> str:
    """Where the person was going, if that is one of our own addresses."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # A bare word would be taken for the name of a view.
    return wanted if is_ours and wanted.startswith(("/", "http://", "https://")) else ""
