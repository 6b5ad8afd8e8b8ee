"""From a form or a request body to a verdict."""

import re

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from django.http import QueryDict
from django.test import Client

from accounts.human import (
    HumanProof,
    HumanVerificationError,
    HumanVerificationRequiredError,
    human_proof_from,
    verify_human,
)
from accounts.human.api import HumanChallengeSerializer
from accounts.human.checks import check_is_on, check_provider
from accounts.human.tests.helpers import shown_picture, solved
from accounts.sms.tests.gateways.keys import SETTINGS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("accounts.human.tests.urls")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, None),
        ({"altcha": ""}, None),
        ({"captcha_0": "key", "captcha_1": " "}, None),
        ({"tencent_ticket": "", "tencent_randstr": "r"}, None),
        ({"altcha": " abc "}, HumanProof("altcha", "abc")),
        ({"captcha_0": "k", "captcha_1": "ABC"}, HumanProof("picture", "k", "ABC")),
        (
            {"tencent_ticket": "t", "tencent_randstr": "r"},
            HumanProof("tencent", "t", "r"),
        ),
        (
            {"altcha": "", "captcha_0": "k", "captcha_1": "A"},
            HumanProof("picture", "k", "A"),
        ),
        ({"altcha": {"a": 1}, "captcha_1": 7}, None),
        (QueryDict("altcha=x&altcha=y"), HumanProof("altcha", "y")),
    ],
)
def test_the_proof_in_a_form(data, expected):
    assert human_proof_from(data) == expected


def test_no_proof_is_asked_for():
    with pytest.raises(HumanVerificationRequiredError) as refusal:
        verify_human(None, address="127.0.0.1")

    assert (refusal.value.code, refusal.value.status) == (
        "human_verification_required",
        400,
    )
    assert isinstance(refusal.value, HumanVerificationError)


def test_off_asks_for_nothing(settings):
    settings.HUMAN_PROVIDER = "off"

    verify_human(None, address="127.0.0.1")


def test_a_ticket_of_tencent_is_no_proof_where_it_was_not_chosen():
    with pytest.raises(HumanVerificationError):
        verify_human(HumanProof("tencent", "t", "r"), address="127.0.0.1")


values = st.none() | st.text() | st.integers() | st.lists(st.text())
fields = st.sampled_from(
    ["altcha", "captcha_0", "captcha_1", "tencent_ticket", "tencent_randstr"]
)


@hypothesis_settings(max_examples=200, deadline=None)
@given(data=st.dictionaries(fields | st.text(), values))
def test_whatever_a_form_holds_gets_a_refusal(data):
    with pytest.raises(HumanVerificationError):
        verify_human(human_proof_from(data), address="127.0.0.1")


def test_the_api_gives_challenges_that_can_be_solved(settings):
    settings.HUMAN_COST = 10
    answer = APIClient().get("/api/v1/human/challenge/")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer.json() == HumanChallengeSerializer(answer.json()).data
    verify_human(HumanProof("altcha", solved(answer.json())), address="127.0.0.1")


def test_a_form_without_javascript():
    page = Client().get("/form/")
    key, letters = shown_picture()
    filled = {"mobile": "13812345678", "captcha_0": key, "captcha_1": letters}

    thanks = Client().post("/form/", filled)
    again = Client().post("/form/", filled)

    assert "captcha_0" in page.content.decode()
    assert b"thanks" in thanks.content
    assert "验证没有通过，请再试一次。" in again.content.decode()
    assert 'value="13812345678"' in again.content.decode()


def picture_key(page: str) -> str:
    found = re.search(r'name="captcha_0" value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_a_form_without_a_proof_says_so_and_offers_a_new_picture():
    shown = Client().get("/form/").content.decode()
    refused = Client().post("/form/", {"mobile": "1"}).content.decode()

    assert "<li>请先完成验证。</li>" not in shown
    assert "<li>请先完成验证。</li>" in refused
    assert picture_key(shown) != picture_key(refused)


@pytest.mark.parametrize(
    ("provider", "has_picture", "widget", "picture"),
    [
        ("altcha", True, True, True),
        ("altcha", False, True, True),
        ("tencent", True, True, True),
        ("tencent", False, True, False),
        ("off", True, False, False),
    ],
)
def test_the_page_shows_what_was_chosen(
    settings, provider, has_picture, widget, picture
):
    settings.HUMAN_PROVIDER = provider
    settings.HUMAN_PICTURE_FALLBACK = has_picture

    page = Client().get("/form/").content.decode()

    assert ("data-human=" in page) == widget
    assert ("captcha_1" in page) == picture
    assert ("qcloud.com" in page) == (provider == "tencent")


@pytest.mark.parametrize(
    ("provider", "expected"),
    [
        ("altcha", []),
        ("off", ["accounts.W113"]),
        ("tencent", ["accounts.E112"]),
        ("magic", ["accounts.E111"]),
    ],
)
def test_checks_name_what_is_missing(settings, provider, expected):
    settings.HUMAN_PROVIDER = provider

    assert [fault.id for fault in [*check_provider(), *check_is_on()]] == expected


def test_a_complete_provider_is_sound(settings):
    settings.HUMAN_PROVIDER = "tencent"
    for key, value in SETTINGS["captcha"].items():
        setattr(settings, key, value)

    assert check_provider() == []
