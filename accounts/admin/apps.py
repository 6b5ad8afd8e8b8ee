from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's own app, with our list and form of people."""

    user_viewset = "accounts.admin.people.PeopleViewSet"
