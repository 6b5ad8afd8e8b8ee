"""The pages of a person who leaves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.leaving.forms import LeaveForm
from accounts.leaving.services import (
    ask_to_leave,
    leaving_of,
    take_back_leaving,
)
from accounts.me.views.base import MeView, OwnerFormView
from accounts.staff.rules import is_staff_member
from core.exceptions import DomainError


class LeaveView(OwnerFormView):
    """Asks to leave in 7 days."""

    template_name = "accounts/me/leave.html"
    form_class = LeaveForm

    def act(self, values: dict[str, Any]) -> HttpResponse:
        self.confirm(values)
        ask_to_leave(
            user=self.person,
            keeps_texts=values["keeps_texts"],
            device_id=self.device,
        )
        return redirect("me:leave")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {
            "is_staff_member": is_staff_member(self.person),
            "leaving": leaving_of(self.person),
        }
        return {**super().get_context_data(**kwargs), **more}


class TakeBackView(MeView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            take_back_leaving(user=self.person)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect("me:leave")
        return self.done(_("已撤回，账号照常使用。欢迎回来。"), "profile")
