"""What a person says of themselves, and their picture."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.me.forms import AvatarForm, ProfileForm
from accounts.me.profile import remove_avatar, set_avatar
from accounts.me.views.base import MeFormView, MeView
from accounts.models import User
from core.exceptions import DomainError


class ProfileView(MeFormView):
    template_name = "accounts/me/profile.html"
    form_class = ProfileForm

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy: a refused form writes into its instance, which the page shows.
        return {
            **super().get_form_kwargs(),
            "instance": User.objects.get(pk=self.person.pk),
        }

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        form.instance.save(update_fields=list(form.fields))
        return self.done(_("个人资料已保存。"), "profile")


class AvatarView(MeFormView):
    template_name = "accounts/me/avatar.html"
    form_class = AvatarForm

    def form_valid(self, form: AvatarForm) -> HttpResponse:
        try:
            set_avatar(user=self.person, file=form.cleaned_data["avatar"])
        except DomainError as refusal:
            form.add_error("avatar", str(refusal))
            return self.form_invalid(form)
        return self.done(_("头像已更新。"), "avatar")


class RemoveAvatarView(MeView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        remove_avatar(user=self.person)
        return self.done(_("头像已移除。"), "avatar")
