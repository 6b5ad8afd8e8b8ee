from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's own app, with our list and form of people and groups."""

    group_viewset = "accounts.admin.groups.RolesViewSet"
    user_viewset = "accounts.admin.people.PeopleViewSet"
