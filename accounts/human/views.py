"""The picture, in a frame of its own: it can change while the form stays as it is."""

from captcha.views import captcha_image

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.human.picture import draw_letters, is_key
from core.web.policies import allow


@never_cache
@xframe_options_sameorigin
@require_safe
def picture(request: HttpRequest, key: str) -> HttpResponse:
    """The frame; every look at it brings new letters."""
    if not is_key(key):
        raise Http404
    draw_letters(key)
    frame = render(request, "accounts/human/picture.html", {"key": key})
    allow(frame, {"frame-ancestors": ["'self'"]})
    return frame


@never_cache
@require_safe
def picture_image(request: HttpRequest, key: str) -> HttpResponse:
    """The letters as PNG; 410 once they are used up."""
    if not is_key(key):
        raise Http404
    return captcha_image(request, key, scale=2)
