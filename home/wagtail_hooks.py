"""What the desk tells those who keep the site."""

from typing import Any

from django.http import HttpRequest

from wagtail import hooks
from wagtail.admin.ui.components import Component

from home.agreements import SLUGS, published_agreements
from home.models import HomePage


class MissingAgreementsPanel(Component):
    """Whoever signs up agrees to documents: they have to be there to be read."""

    name = "missing_agreements"
    order = 10
    template_name = "home/admin/missing_agreements.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        home = HomePage.objects.order_by("pk").first()
        return {
            "missing": sorted(set(SLUGS) - published_agreements().keys()),
            "home": home,
        }


@hooks.register("construct_homepage_panels")
def add_missing_agreements(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm("home.change_sitesettings"):
        panels.append(MissingAgreementsPanel())
