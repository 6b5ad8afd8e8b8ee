"""What the site answers where a view has no answer: one place for pages and API.

`cms.urls` names the four views, and the middleware asks for what a view raised.
"""

import sys
from collections.abc import Callable

import structlog

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import defaults

from core.breaker import HelperAwayError
from core.exceptions import DomainError
from core.locks import TooLongError, is_gone, is_held_up
from core.web.unreadable import is_database_away, is_unreadable

log = structlog.get_logger(__name__)
GONE = gettext_lazy(
    "这里用到的内容刚刚被别人删除了，这次操作没有生效。请后退一步，看看还缺什么，再试一次；"
    "写的内容都还在。"
)
API = ("/api/", "/admin/api/")
# A database that starts again needs about as long.
RETRY_AFTER = 10


class AnswerMiddleware:
    """Turns what a view could not read, and a database that is away, into answers.

    Innermost of all, so that nobody outside takes it for a mistake of ours. What
    middlewares and process_view raise comes to `server_error` instead.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, Http404):
            # Also while developing, where Django would list every address instead.
            return page_not_found(request, exception)
        return answer_to(request, exception)


def answer_to(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """The answer where `error` is not ours; None is a 500."""
    if is_held_up(error):
        return away(request, str(TooLongError()), code=TooLongError.code)
    if is_gone(error):
        log.warning(
            "gone_meanwhile", path=request.path_info[:200], why=str(error)[:200]
        )
        return away(request, str(GONE), code="gone")
    if is_database_away(error):
        log.error("database_away", error=str(error)[:200])
        return away(request, _("网站暂时读不到数据，请过一会儿再试。"))
    if isinstance(error, TooLongError) or (
        isinstance(error, DomainError) and isinstance(error, HelperAwayError)
    ):
        return away(request, str(error), code=error.code)
    if is_unreadable(error, _sent(request)):
        log.warning("unreadable", path=request.path_info[:200], why=repr(error)[:200])
        return _unreadable(request)
    return None


def away(request: HttpRequest, why: str, *, code: str = "unavailable") -> HttpResponse:
    """503: a helper is away, come back soon. Needs neither database nor cache."""
    if is_api(request):
        response: HttpResponse = refusal(code, why, status=503)
    else:
        response = _alone("503.html", 503, {"why": why})
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def refusal(code: str, detail: str, *, status: int) -> JsonResponse:
    """The one shape of the API's refusals, where REST framework does not answer."""
    return JsonResponse(
        {"code": code, "detail": detail, "errors": {}},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks."""
    return request.path_info.startswith(API)


def _sent(request: HttpRequest) -> list[str]:
    """Every value in address, query and form."""
    match = request.resolver_match
    values = [] if match is None else [*match.args, *match.kwargs.values()]
    for fields in (request.GET, request.POST):
        values += [value for _name, many in fields.lists() for value in many]
    return [str(value) for value in values]


def _unreadable(request: HttpRequest) -> HttpResponse:
    """An address nobody can read leads nowhere; else it is what was sent with it."""
    is_address = request.method in ("GET", "HEAD") and not request.META["QUERY_STRING"]
    if is_address:
        return page_not_found(request, None)
    return bad_request(request, None)


def _alone(template: str, status: int, context: dict[str, str]) -> HttpResponse:
    """A page without the frame of the site, which is in the database."""
    return HttpResponse(get_template(template).render(context), status=status)


# --- The views Django asks ---------------------------------------------------------


def bad_request(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    if is_api(request):
        return refusal("unreadable", _("请求里有无法识别的内容。"), status=400)
    return _alone("400.html", 400, {})


def permission_denied(
    request: HttpRequest, exception: Exception | None
) -> HttpResponseBase:
    if is_api(request):
        return refusal("permission_denied", _("你没有这个权限。"), status=403)
    return defaults.permission_denied(request, exception or Exception())


def page_not_found(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    if is_api(request):
        return refusal("not_found", _("没有找到。"), status=404)
    return defaults.page_not_found(request, exception or Exception())


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever is left, also of what the other three raised."""
    error = sys.exc_info()[1]
    answer = answer_to(request, error) if error is not None else None
    if answer is not None:
        return answer
    if is_api(request):
        return refusal("failed", _("服务器出了点问题，已经记录下来。"), status=500)
    return _alone("500.html", 500, {})
