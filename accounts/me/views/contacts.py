"""Addresses and numbers of the account: bound, and confirmed by a link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from accounts.codes.budget import asker_of
from accounts.door.views.sign_up import dead_link
from accounts.me.contacts import (
    begin_email_change,
    bind_mobile,
    confirm_email,
    email_change_of,
)
from accounts.me.forms import EmailChangeForm, MobileChangeForm
from accounts.me.views.base import OwnerFormView
from core.exceptions import DomainError
from core.masking import mask_email


class EmailView(OwnerFormView):
    """Sends a link to the new address; it is bound when the link is opened."""

    template_name = "accounts/me/email.html"
    form_class = EmailChangeForm

    def act(self, values: dict[str, Any]) -> HttpResponse:
        self.confirm(values)
        begin_email_change(
            user=self.person, email=values["target"], asker=asker_of(self.request)
        )
        told = _("确认邮件已发到 %(email)s，请在 24 小时内打开其中的链接。")
        return self.done(told % {"email": mask_email(values["target"])}, "security")


class MobileView(OwnerFormView):
    """Binds a number, proved by a code."""

    template_name = "accounts/me/mobile.html"
    form_class = MobileChangeForm
    purpose = "bind"

    def needs_human(self) -> bool:
        return True

    def act(self, values: dict[str, Any]) -> HttpResponse:
        self.confirm(values)
        bind_mobile(user=self.person, mobile=values["target"], digits=values["code"])
        return self.done(_("手机号已绑定。"), "security")


@method_decorator(never_cache, name="dispatch")
class ConfirmEmailView(View):
    """A link from a mail: mail scanners open it too, so a person has to press.

    One that leads nowhere says so before there is anything to press.
    """

    def get(self, request: HttpRequest, ticket: str) -> HttpResponse:
        try:
            email_change_of(ticket)
        except DomainError as refusal:
            return dead_link(request, refusal)
        return render(request, "accounts/confirm_email.html")

    def post(self, request: HttpRequest, ticket: str) -> HttpResponse:
        try:
            user = confirm_email(ticket)
        except DomainError as refusal:
            return dead_link(request, refusal)
        return render(request, "accounts/email_confirmed.html", {"email": user.email})
