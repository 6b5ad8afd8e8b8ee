"""What every form at the door has in common."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from accounts.codes.budget import asker_of
from accounts.codes.proved import send_code
from accounts.current import safe_next
from accounts.door.consents import missing_consents
from accounts.door.other_hosts import open_ways_in
from accounts.door.sign_in import open_session
from accounts.human import HumanProof, human_proof_from
from accounts.limits.visitors import mark_visitor
from accounts.models import User, VerificationCode
from core.exceptions import DomainError


def enter(request: HttpRequest, user: User, *, remember: bool, to: str) -> HttpResponse:
    """Sign `user` in and lead them to `to`, past the terms if those are new."""
    open_session(request, user, remember=remember)
    if missing_consents(user):
        request.session["after_consent"] = to
        return redirect("accounts:consent")
    return redirect(to or "/")


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class DoorView(FormView):
    """A form whose refusals are shown in it, with everything typed kept.

    Subclasses do their work in `act`; a DomainError or ValidationError raised
    there stands above the form.
    """

    purpose = ""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        answer = super().dispatch(request, *args, **kwargs)
        mark_visitor(request, answer)
        open_ways_in(request, answer)
        return answer

    def act(self, values: dict[str, Any]) -> HttpResponse:
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return self.act(form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, ValidationError(str(refusal), code=refusal.code))
        except ValidationError as refusal:
            form.add_error("password" if "password" in form.fields else None, refusal)
        return self.form_invalid(form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.purpose and "send" in request.POST:
            return self._send(request)
        return super().post(request, *args, **kwargs)

    def _send(self, request: HttpRequest) -> HttpResponse:
        """The way to a code without a script: the same form, with its text kept."""
        form_class = self.get_form_class()
        fields = form_class.base_fields
        kept = {name: request.POST.get(name, "") for name in fields}
        note, refused = "", ""
        try:
            note = self._sent(
                self._request_code(fields["target"].clean(kept["target"]))
            )
        except ValidationError as refusal:
            refused = " ".join(refusal.messages)
        except DomainError as refusal:
            refused = str(refusal)
        form = form_class(initial=kept)
        context = self.get_context_data(form=form, note=note, refused=refused)
        return self.render_to_response(context)

    def _request_code(self, target: str) -> VerificationCode:
        return send_code(
            purpose=self.purpose,
            target=target,
            asker=asker_of(self.request),
            proof=self.human_proof(),
        )

    @staticmethod
    def _sent(code: VerificationCode) -> str:
        code.refresh_from_db()
        if code.state == VerificationCode.State.FAILED:
            return _("验证码没有发出去，请检查号码，或换一种方式。")
        return _("验证码已发送，5 分钟内有效。")

    def human_proof(self) -> HumanProof | None:
        return human_proof_from(self.request.POST)

    def welcome(self, user: User, *, remember: bool = False) -> HttpResponse:
        """Sign `user` in and lead them where they were going."""
        return enter(self.request, user, remember=remember, to=safe_next(self.request))

    def needs_human(self) -> bool:
        """Whether the page asks for a proof; subclasses know."""
        return False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # One code sent is proof enough for the next half hour.
        is_due = self.needs_human() and not context.get("note")
        return {
            **context,
            "next": safe_next(self.request),
            "purpose": self.purpose,
            "asks_human": is_due,
            "has_sms": bool(settings.SMS_PROVIDERS),
        }
