"""The form staff edits a person with."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.users.forms import UserForm

from accounts.devices.services import revoke_devices
from accounts.identity.emails import email_key
from accounts.identity.form_fields import MailField, MobileField
from accounts.identity.usernames import (
    normalise_username,
    username_key,
    validate_username,
)
from accounts.me.exceptions import ContactTakenError
from accounts.models import User
from accounts.staff.own_names import require_own_name
from accounts.staff.roles import AUTHORS
from core.lines import plain_line

OWN_GROUP = f"{AUTHORS} #"
OTHERS_ONLY = (
    "email",
    "mobile",
    "password1",
    "password2",
    "is_active",
    "is_superuser",
)
FIELDS = ("username", "nickname", "email", "mobile", "is_superuser", "groups")
COLUMNS = {*FIELDS, "is_active"} - {"groups"}


class PersonForm(UserForm):
    """What staff may set: no names we do not keep, and no unproved contact by others.

    An address or number set here counts as proved: staff has seen who it belongs to.
    """

    email = MailField(required=False)
    mobile = MobileField(required=False)
    first_name = None
    last_name = None

    class Meta:
        model = User
        fields: tuple[str, ...] = FIELDS
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = _(
            "5–20 个字，可用汉字、字母、数字和下划线。"
        )
        if "is_active" in self.fields:
            self.fields["is_active"].help_text = _("取消勾选就停用账号，不必删除。")

    def clean_username(self) -> str:
        """New names follow the rules; one that is kept is left alone."""
        name = normalise_username(self.cleaned_data["username"])
        if name == self.instance.username:
            return name
        validate_username(name)
        same = User.objects.filter(username_key=username_key(name))
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                _("这个用户名已经有人用了，请换一个。"), code="username_taken"
            )
        return name

    def clean_nickname(self) -> str:
        """As in the person's own settings; staff may carry the name of an office."""
        nickname: str = self.cleaned_data["nickname"]
        if plain_line(nickname) != self.instance.nickname:
            require_own_name(plain_line(nickname), owner=self.instance)
        return nickname

    def clean_email(self) -> str:
        """One address, however it is spelt, belongs to one person."""
        email: str = self.cleaned_data["email"]
        if email:
            same = User.objects.filter(email_key=email_key(email))
            if same.exclude(pk=self.instance.pk).exists():
                raise ValidationError(
                    ContactTakenError.message, code=ContactTakenError.code
                )
        return email

    def clean_mobile(self) -> str | None:
        return self.cleaned_data["mobile"] or None

    def save(self, commit: bool = True) -> User:
        """A person who is there keeps what nobody changed here, even if somebody did elsewhere."""
        if "email" in self.changed_data:
            now = timezone.now() if self.cleaned_data["email"] else None
            self.instance.email_verified_at = now
        is_known = self.instance.pk is not None
        user: User = super().save(commit and not is_known)
        if commit and is_known:
            user.save(update_fields=self._changed_columns())
            self.save_m2m()
        if commit and self.cleaned_data.get("password1"):
            revoke_devices(user=user)
        return user

    def _changed_columns(self) -> list[str]:
        """The columns of what was changed in the form, and what hangs on them."""
        changed = [name for name in self.changed_data if name in COLUMNS]
        if "email" in changed:
            changed.append("email_verified_at")
        if self.cleaned_data.get("password1"):
            changed.append("password")
        return changed


class NewPersonForm(PersonForm):
    """A new person; staff tells them the password by other means."""


class KnownPersonForm(PersonForm):
    """A person who is there; an empty password keeps theirs.

    Of themselves people change what needs a proof in their settings, not here.
    """

    password_required = False

    class Meta(PersonForm.Meta):
        fields = (*FIELDS, "is_active")

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = Group.objects.exclude(
            name__startswith=OWN_GROUP
        )
        if editing_self:
            for name in OTHERS_ONLY:
                del self.fields[name]

    def _save_m2m(self) -> None:
        """Keeps the group each author has for the own subtree, which is not shown."""
        own = list(self.instance.groups.filter(name__startswith=OWN_GROUP))
        super()._save_m2m()
        self.instance.groups.add(*own)

    def save(self, commit: bool = True) -> User:
        if "password1" not in self.fields:
            self.cleaned_data["password1"] = ""
        return super().save(commit)
