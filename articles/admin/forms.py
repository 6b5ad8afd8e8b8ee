"""Forms of the desk: of an author's own page, and fields that speak our language."""

from typing import Any

from django.utils.translation import gettext as _

from wagtail.admin.widgets import AdminTagWidget

from accounts.staff.own_names import require_own_name
from accounts.staff.rules import is_staff_member
from core.lines import plain_line
from core.pages.forms import BasePageForm


class AuthorPageForm(BasePageForm):
    """A pen name follows the rule of nicknames; staff may give any."""

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        name = plain_line(title)
        if name != self.instance.title and not is_staff_member(self.for_user):
            require_own_name(name, owner=self.instance.user or self.for_user)
        return title


class TagsWidget(AdminTagWidget):
    """Says how tags are separated here; Wagtail's own words are about quotes."""

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["help_text"] = _("用逗号、顿号或分号隔开。")
        return context
