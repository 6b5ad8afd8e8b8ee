"""Form fields of the desk that speak our language."""

from typing import Any

from django.utils.translation import gettext as _

from wagtail.admin.widgets import AdminTagWidget


class TagsWidget(AdminTagWidget):
    """Says how tags are separated here; Wagtail's own words are about quotes."""

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["help_text"] = _("用逗号、顿号或分号隔开。")
        return context
