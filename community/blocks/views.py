"""`/me/blocked/`: whom the person has blocked."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from accounts.me.views.base import MeMixin, MeView
from community.blocks.forms import BlockForm
from community.blocks.selectors import blocked_people
from community.blocks.services import block_person, unblock_person
from core.exceptions import DomainError

PER_PAGE = 30


@method_decorator(never_cache, name="dispatch")
class BlockedView(MeMixin, FormView):
    """The list, and a box to add somebody by name."""

    template_name = "community/blocks/blocked.html"
    form_class = BlockForm

    def form_valid(self, form: BlockForm) -> HttpResponse:
        try:
            block = block_person(
                blocker=self.person, username=form.cleaned_data["username"]
            )
        except DomainError as refusal:
            form.add_error("username", str(refusal))
            return self.form_invalid(form)
        name = {"name": block.blocked.display_name}
        messages.success(self.request, _("已把 %(name)s 加入黑名单。") % name)
        return redirect("blocks:blocked")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(blocked_people(self.person), PER_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        return {**super().get_context_data(**kwargs), "page_of_blocks": page}


class UnblockView(MeView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        username = request.POST.get("username", "")[:150]
        if unblock_person(blocker=self.person, username=username):
            messages.success(request, _("已移出黑名单。"))
        return redirect("blocks:blocked")
