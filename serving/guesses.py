"""How often somebody may guess at a password that several people share."""

from collections.abc import Callable
from math import ceil
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import BaseViewRestriction

from accounts.limits.throttling import give_back, take_place
from accounts.limits.visitors import client_network

TRIES = 10


class PausedForm(PasswordViewRestrictionForm):
    """Refuses any password, right or wrong, and says for how long."""

    is_paused = True

    def __init__(self, *args: Any, seconds: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seconds = seconds

    def clean_password(self) -> str:
        minutes = max(1, ceil(self.seconds / 60))
        raise forms.ValidationError(
            ngettext(
                "试的次数太多了，请 %(count)d 分钟后再来，或向分享的人再确认一下密码。",
                "试的次数太多了，请 %(count)d 分钟后再来，或向分享的人再确认一下密码。",
                minutes,
            )
            % {"count": minutes},
            code="paused",
        )


def limited(
    request: HttpRequest,
    restriction: BaseViewRestriction,
    *,
    try_it: Callable[[], HttpResponse],
    refuse: Callable[[PausedForm], HttpResponse],
) -> HttpResponse:
    """`try_it`, up to ten wrong passwords of one network in a quarter of an hour.

    Then `refuse` shows the form, with 429. Each try has its place before it is looked
    at, so that many at once are no more than ten; a right one gives its place back.
    """
    pause = settings.SIGN_IN_PAUSE_MINUTES * 60
    key = _key(request, restriction)
    seconds = take_place(key, limit=TRIES, seconds=pause)
    if seconds is not None:
        answer = refuse(PausedForm(request.POST, instance=restriction, seconds=seconds))
        answer.status_code = 429
        answer["Retry-After"] = str(ceil(seconds))
        return answer
    answer = try_it()
    if answer.status_code == 302:
        give_back(key)
    return answer


def _key(request: HttpRequest, restriction: BaseViewRestriction) -> str:
    network = client_network(request) or "unknown"
    return f"{restriction._meta.model_name}:{restriction.pk}:{network}"
