"""Groups in the admin; those the site itself works with keep their names."""

from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.users.forms import GroupForm
from wagtail.users.views.groups import DeleteView, GroupViewSet

from accounts.admin.forms import OWN_GROUP
from accounts.staff.roles import AUTHORS, TOPIC_EDITORS

KEPT = gettext_lazy("网站靠这个用户组工作，不能改名，也不能删除。")


def is_kept(group: Group) -> bool:
    """Whether code finds `group` by its name: authors join one, each has an own one."""
    name = group.name
    return name in (AUTHORS, TOPIC_EDITORS) or name.startswith(OWN_GROUP)


class RoleForm(GroupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and is_kept(self.instance):
            self.fields["name"].disabled = True
            self.fields["name"].help_text = KEPT


class DeleteRoleView(DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_kept(self.object):
            messages.error(request, KEPT)
            return redirect("wagtailusers_groups:edit", self.object.pk)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


class RolesViewSet(GroupViewSet):
    delete_view_class = DeleteRoleView

    def get_form_class(self, for_update: bool = False) -> type[GroupForm]:
        return RoleForm
