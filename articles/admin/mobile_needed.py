"""Where the site asks for it, only people with a verified number publish.

Drafts are saved as ever: the wish to publish is taken out of what was sent, so that
nothing typed is lost, and the editor's page says what is missing. Ways to publish
without an editor's page are shut by `articles.models.page_permissions`.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin import messages

from accounts.staff.permissions import must_bind_mobile
from articles.models import ArticlePage

# What Wagtail's buttons send: publish, submit, submit again, publish the copy.
WISHES = (
    "action-publish",
    "action-submit",
    "action-restart-workflow",
    "publish_copies",
)


def _say(request: HttpRequest) -> None:
    messages.warning(
        request,
        _("提交或发布之前，需要先绑定手机号。文章可以照常保存成草稿，一个字也不会丢。"),
        buttons=[messages.button(reverse("me:mobile"), _("绑定手机号"))],
    )


def _hold_back(request: HttpRequest, kind: type[Any]) -> None:
    user: Any = request.user
    if not issubclass(kind, ArticlePage) or not must_bind_mobile(user):
        return
    if request.method == "GET":
        _say(request)
        return
    sent = request.POST.copy()
    for wish in WISHES:
        sent.pop(wish, None)
    request.POST = sent  # type: ignore[assignment]


@hooks.register("before_create_page")
def hold_back_new(request: HttpRequest, parent: Any, kind: type[Any]) -> None:
    _hold_back(request, kind)


@hooks.register("before_edit_page")
@hooks.register("before_copy_page")
def hold_back(request: HttpRequest, page: Any) -> None:
    _hold_back(request, page.specific_class)
