"""Whatever is typed or sent: an answer with a reason, never an error page."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.codes.budget import Asker
from accounts.codes.exceptions import (
    CodeBurnedError,
    CodeExpiredError,
    CodeWrongError,
    LinkExpiredError,
    LinkInvalidError,
)
from accounts.codes.links import make_ticket, read_ticket
from accounts.codes.services import check_code, request_code
from accounts.devices.exceptions import TokenInvalidError
from accounts.devices.tokens import refresh_tokens
from accounts.door.sign_up import VERIFIED_AGE, clean_newcomer
from accounts.identity.password_rules import LONGEST, SHORTEST
from accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

anything = st.text(max_size=80)
with_database = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FORMS = {
    "/accounts/login/": ("account", "password", "remember", "next"),
    "/accounts/login/code/": ("target", "code", "remember", "next", "send"),
    "/accounts/register/": ("target", "code", "username", "password", "accepts"),
    "/accounts/register/mail/": ("target", "username", "password", "accepts"),
    "/accounts/reset/": ("target",),
    "/accounts/reset/mobile/": ("target", "code", "password", "send"),
}


@pytest.mark.parametrize("address", FORMS)
@with_database
@given(data=st.data())
def test_every_form_answers(address, data):
    fields = {
        name: data.draw(anything, label=name)
        for name in FORMS[address]
        if data.draw(st.booleans(), label=f"has {name}")
    }

    answer = Client().post(address, fields)

    assert answer.status_code in (200, 302)
    assert User.objects.count() == 0


@with_database
@given(digits=anything)
def test_any_digits_are_right_wrong_or_too_late(digits):
    request = {"purpose": "sign_in", "target": "+8613812345678"}
    if not request_exists(request):
        request_code(**request, asker=Asker(address=None))

    try:
        check_code(**request, digits=digits)
    except (CodeWrongError, CodeBurnedError, CodeExpiredError):
        return
    raise AssertionError(digits)


def request_exists(request) -> bool:
    from accounts.models import VerificationCode

    return VerificationCode.objects.filter(**request).exists()


@given(ticket=anything)
def test_any_text_is_no_ticket(ticket):
    with pytest.raises(LinkInvalidError):
        read_ticket("verified", ticket, max_age=VERIFIED_AGE)


@pytest.mark.parametrize(
    ("seconds", "refusal"),
    [(-7, LinkInvalidError), (-4, None), (898, None), (901, LinkExpiredError)],
)
def test_a_ticket_has_an_age_by_clocks_that_differ_a_little(seconds, refusal):
    ticket = make_ticket("verified", {"target": "a@b.cn"})

    with time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False):
        if refusal is None:
            assert read_ticket("verified", ticket, max_age=VERIFIED_AGE) == {
                "target": "a@b.cn"
            }
        else:
            with pytest.raises(refusal):
                read_ticket("verified", ticket, max_age=VERIFIED_AGE)


@given(
    payload=st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=3),
    place=st.integers(0, 200),
    letter=st.sampled_from("abcXYZ09-_."),
)
def test_a_ticket_says_what_it_said_or_nothing(payload, place, letter):
    ticket = make_ticket("verified", payload)
    place %= len(ticket)
    changed = ticket[:place] + letter + ticket[place + 1 :]

    assert read_ticket("verified", ticket, max_age=VERIFIED_AGE) == payload
    try:
        found = read_ticket("verified", changed, max_age=VERIFIED_AGE)
    except (LinkInvalidError, LinkExpiredError):
        return
    # Base64 has more than one way to write the last bits of a signature.
    assert found == payload


@with_database
@given(refresh=anything)
def test_any_text_is_no_token(refresh):
    with pytest.raises(TokenInvalidError):
        refresh_tokens(refresh=refresh, asked_at=timezone.now())


@with_database
@given(username=anything, password=anything)
def test_who_is_clean_keeps_the_rules(username, password):
    try:
        newcomer = clean_newcomer(username, password)
    except ValidationError as refusal:
        assert set(refusal.error_dict) <= {"username", "password"}  # noqa: PT017
        return
    assert 5 <= len(newcomer.username) <= 20
    assert SHORTEST <= len(newcomer.password) <= LONGEST
