"""What every page below `/me/` has in common."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from accounts.current import current_device, current_user
from accounts.door.ownership import is_fresh_sign_in, require_owner
from accounts.door.views.base import DoorView
from accounts.models import User


class MeMixin(LoginRequiredMixin):
    """A page for the signed-in `person`, at their `device`."""

    request: HttpRequest

    @property
    def person(self) -> User:
        return current_user(self.request)

    @property
    def device(self) -> int | None:
        return current_device(self.request)

    def done(self, message: str, page: str) -> HttpResponse:
        """Lead on to the page `page` of `/me/`, which shows `message`."""
        messages.success(self.request, message)
        return redirect(f"me:{page}")


@method_decorator(never_cache, name="dispatch")
class MeView(MeMixin, View):
    """A page, or a button, of the own account."""


class MeFormView(MeMixin, DoorView):
    """A form of the own account; refusals stand in it, what was typed is kept."""


class OwnerFormView(MeFormView):
    """A change that needs the current password, or a sign-in of a moment ago."""

    def confirm(self, values: dict[str, Any]) -> None:
        """Raises what `require_owner` does; call it before anything else."""
        require_owner(
            self.request,
            user=self.person,
            device_id=self.device,
            password=values["current"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_fresh = is_fresh_sign_in(self.person, self.device)
        has_password = self.person.has_usable_password()
        asks = {
            "asks_password": has_password and not is_fresh,
            "asks_sign_in": not has_password and not is_fresh,
        }
        return {**super().get_context_data(**kwargs), **asks}
