"""`/me/notifications/`: what the person is told of."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.me.views.base import MeFormView
from notifications.forms import ChoicesForm
from notifications.selectors import choices_of
from notifications.services import choose


class ChoicesView(MeFormView):
    template_name = "notifications/choices.html"
    form_class = ChoicesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "choices": choices_of(self.person)}

    def form_valid(self, form: ChoicesForm) -> HttpResponse:
        choose(self.person, form.wanted())
        messages.success(self.request, _("已保存。"))
        return redirect("notifications:choices")
