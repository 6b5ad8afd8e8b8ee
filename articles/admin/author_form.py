"""The form of an author's own page."""

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
