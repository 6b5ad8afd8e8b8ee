"""Wagtail's views of pages, where they need words of ours."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext

from wagtail import hooks
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from articles.admin.pages.decisions import DecidingEditView, DecisionView


class PageSearchView(SearchView):
    """Names what it counts; Wagtail's own counts pages as "None"."""

    verbose_name = Page._meta.verbose_name
    verbose_name_plural = Page._meta.verbose_name_plural


class OldVersionView(RevisionsRevertView):
    """Wagtail's, which takes the version 0 for none at all and goes on."""

    def get_object(self) -> Any:
        if not self.is_reverting:
            raise Http404
        return super().get_object()


class NewPageView(CreateView):
    """Wagtail's, whose title is put together with the colon of English."""

    def get_header_title(self) -> str:
        kind = self.get_page_subtitle()
        return gettext("New: %(model_name)s") % {"model_name": kind}


class PageViews(PageViewSet):
    model = Page
    add_view_class = NewPageView
    edit_view_class = DecidingEditView
    revisions_revert_view_class = OldVersionView
    search_view_class = PageSearchView
    workflow_action_view_class = DecisionView


# In the place of Wagtail's own, which has come before.
@hooks.register("register_admin_viewset")
def page_views() -> PageViewSet:
    return PageViews()
