"""Hints that somebody has read, kept within reason."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wagtail.admin.views.dismissibles import DismissiblesView

from core.web.answers import refusal

MOST, LONGEST = 100, 100


class HintsView(DismissiblesView):
    """Wagtail's own, which keeps whatever it is sent."""

    def patch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            said = json.loads(request.body)
        except ValueError:
            said = None
        if not isinstance(said, dict) or not self._fits(request, said):
            return refusal("invalid", _("这些内容看不懂，没有保存。"), status=400)
        return super().patch(request, *args, **kwargs)

    def _fits(self, request: HttpRequest, said: dict[str, Any]) -> bool:
        profile = getattr(request.user, "wagtail_userprofile", None)
        known = profile.dismissibles if profile is not None else {}
        is_short = all(len(key) <= LONGEST for key in said)
        are_flags = all(isinstance(value, bool) for value in said.values())
        return is_short and are_flags and len(known | said) <= MOST
