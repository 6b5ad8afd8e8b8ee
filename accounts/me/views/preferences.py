"""What a person wants of the site: privacy, language and theme."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.me.forms import AppearanceForm, PrivacyForm
from accounts.me.views.base import MeFormView
from accounts.models import Preferences
from accounts.preferences.selectors import preferences_of
from accounts.preferences.services import own_preferences


class PreferencesView(MeFormView):
    """Some of the preferences; the others stay as they are."""

    page = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        is_change = self.request.method == "POST"
        # A look leaves no row.
        find = own_preferences if is_change else preferences_of
        return {**super().get_form_kwargs(), "instance": find(self.person)}

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        form.instance.save(update_fields=list(form.fields))
        return self.go_on(form.instance)

    def go_on(self, chosen: Preferences) -> HttpResponse:
        return self.done(_("已保存。"), self.page)


class PrivacyView(PreferencesView):
    template_name = "accounts/me/privacy.html"
    form_class = PrivacyForm
    page = "privacy"


class AppearanceView(PreferencesView):
    """Language and theme; leads to this page in the language that was chosen."""

    template_name = "accounts/me/appearance.html"
    form_class = AppearanceForm

    def go_on(self, chosen: Preferences) -> HttpResponse:
        with translation.override(chosen.language):
            messages.success(self.request, _("已保存。"))
            return redirect(reverse("me:appearance"))
