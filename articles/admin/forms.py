"""Forms of the desk: of an author's own page, and fields that speak our language."""

from typing import Any

from django.utils.translation import gettext as _

from wagtail.admin.panels import Panel
from wagtail.admin.widgets import AdminTagWidget

from accounts.staff.own_names import require_own_name
from accounts.staff.rules import is_staff_member
from core.lines import plain_line
from core.pages.forms import BasePageForm


class AuthorPageForm(BasePageForm):
    """A pen name follows the rule of nicknames; staff may give any.

    What the account keeps is no field here: it is changed below `/me/`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.instance.kept_by_account:
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        # From which an address is made where the writer gives none.
        self.cleaned_data.setdefault("title", self.instance.title)
        return super().clean()

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        name = plain_line(title)
        if name != self.instance.title and not is_staff_member(self.for_user):
            require_own_name(name, owner=self.instance.user or self.for_user)
        return title


class FacePanel(Panel):
    """Name, picture and words of the account, where there is one: to be seen only."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/admin/face_panel.html"

        def is_shown(self) -> bool:
            return self.instance.user_id is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            return {
                **super().get_context_data(parent_context),
                "face": page.face,
                "keeps_name": "title" in page.kept_by_account,
                "is_own": self.request.user == page.user,
            }


class TagsWidget(AdminTagWidget):
    """Says how tags are separated here; Wagtail's own words are about quotes."""

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["help_text"] = _("用逗号、顿号或分号隔开。")
        return context
