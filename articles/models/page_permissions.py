"""What Wagtail's admin asks before it lets somebody do something with an article."""

from wagtail.models import PagePermissionTester

from accounts.staff.permissions import must_bind_mobile


class ArticlePermissionTester(PagePermissionTester):
    def can_publish(self) -> bool:
        """The last guard for every way to publish: button, bulk action, revision."""
        return super().can_publish() and not must_bind_mobile(self.user)
