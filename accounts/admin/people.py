"""The list and form of people in the admin."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import IndexView, UserViewSet

from accounts.admin.forms import KnownPersonForm, NewPersonForm, PersonForm


class PeopleView(IndexView):
    """Numbers and addresses are masked in the list; the form shows them in full."""

    @cached_property
    def columns(self) -> list[Column]:
        contact = Column(
            "contact",
            label=_("联系方式"),
            accessor=lambda user: user.masked_mobile or user.masked_email,
            width="15%",
        )
        columns = list(super().columns)
        return [*columns[:3], contact, *columns[3:]]

    @cached_property
    def search_fields(self) -> set[str]:
        return {"username", "nickname", "email", "mobile"}


class PeopleViewSet(UserViewSet):
    """Wagtail's, with the fields our accounts have."""

    index_view_class = PeopleView

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return KnownPersonForm if for_update else NewPersonForm
