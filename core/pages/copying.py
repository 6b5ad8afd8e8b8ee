"""The page where a page is copied in the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from wagtail.admin.views.pages.copy import CopyView

# Its address stands beside Wagtail's, outside their namespace.
COPY = "copy_page"


class PageCopyView(CopyView):
    """Wagtail's, which breaks over a place that is gone, or never was one."""

    parent_page: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Wagtail's `post` looks the place up itself; the form says what is wrong with it.
        form = self.get_form()
        if form.is_valid():
            return self.form_valid(form)
        place = form.cleaned_data.get("new_parent_page")
        if place is None:
            # What is no key cannot be shown again: the page's own place stands there.
            form.data = form.data.copy()
            form.data["new_parent_page"] = str(self.parent_page.pk)
        self.parent_page = place or self.parent_page
        return self.form_invalid(form)
