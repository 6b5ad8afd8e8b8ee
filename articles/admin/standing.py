"""Whether the desk would take a form from this browser, and from whom."""

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wagtail import hooks
from wagtail.admin.auth import require_admin_access


@never_cache
@require_safe
def standing(request: HttpRequest) -> JsonResponse:
    """Who is here. Whoever has to sign in, prove a second factor or agree to new terms
    first is led there, as everywhere at the desk."""
    return JsonResponse({"person": request.user.pk})


@hooks.register("register_admin_urls")
def standing_url() -> list[URLPattern]:
    return [path("standing/", require_admin_access(standing), name="standing")]
