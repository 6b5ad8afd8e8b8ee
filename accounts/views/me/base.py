"""What every page below `/me/` has in common."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.services.devices import SESSION_KEY
from accounts.services.ownership import is_fresh_sign_in, require_owner
from accounts.views.door import DoorView


def device_of(request: HttpRequest) -> int | None:
    """The device this browser's session belongs to."""
    device_id = request.session.get(SESSION_KEY)
    return device_id if isinstance(device_id, int) else None


class MeMixin(LoginRequiredMixin):
    """`person` is who is signed in."""

    request: HttpRequest

    @property
    def person(self) -> User:
        return self.request.user  # type: ignore[return-value]

    def done(self, message: str, page: str) -> HttpResponse:
        """Lead on to the page `page` of `/me/`, which shows `message`."""
        messages.success(self.request, message)
        return redirect(f"me:{page}")


@method_decorator(never_cache, name="dispatch")
class MeView(MeMixin, View):
    """A page, or a button, for who is signed in."""


class MeFormView(MeMixin, DoorView):
    """A form for who is signed in; refusals stand in it, what was typed is kept."""


class OwnerFormView(MeFormView):
    """A change that needs the current password, or a sign-in of a moment ago."""

    def confirm(self, values: dict[str, Any]) -> None:
        """Raises what `require_owner` does; call it before anything else."""
        require_owner(
            self.request,
            user=self.person,
            device_id=device_of(self.request),
            password=values["current"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_fresh = is_fresh_sign_in(self.person, device_of(self.request))
        has_password = self.person.has_usable_password()
        asks = {
            "asks_password": has_password and not is_fresh,
            "asks_sign_in": not has_password and not is_fresh,
        }
        return {**super().get_context_data(**kwargs), **asks}
