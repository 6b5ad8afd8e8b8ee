"""The sum: accepted once, and only as we gave it."""

import json
from datetime import timedelta

import pytest
import time_machine
from altcha import create_challenge
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from django.utils import timezone

from accounts.human import HumanProof, HumanVerificationError, verify_human
from accounts.human.altcha import new_challenge
from accounts.human.tests.helpers import decoded, encoded, solved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cheap(settings):
    settings.HUMAN_COST = 10


def refusal_of(payload: str) -> HumanVerificationError:
    with pytest.raises(HumanVerificationError) as refusal:
        verify_human(HumanProof("altcha", payload), address="127.0.0.1")
    assert refusal.value.code == "human_verification_failed"
    assert refusal.value.status == 400
    return refusal.value


def test_a_right_sum_is_accepted_once():
    payload = solved()

    verify_human(HumanProof("altcha", payload), address="127.0.0.1")

    assert str(refusal_of(payload)) == "这次验证已经用过，请再做一次。"


def test_the_same_sum_written_differently_is_still_used_up():
    payload = solved()
    verify_human(HumanProof("altcha", payload), address="127.0.0.1")
    again = decoded(payload)
    again["solution"]["time"] = 99
    again["challenge"]["parameters"]["cost"] = 10.0

    for other in (encoded(again), encoded(dict(reversed(again.items())))):
        assert str(refusal_of(other)) == "这次验证已经用过，请再做一次。"


def test_it_expires_after_ten_minutes():
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        payload, late = solved(), solved()
    with time_machine.travel(start + timedelta(minutes=9, seconds=59), tick=False):
        verify_human(HumanProof("altcha", payload), address="127.0.0.1")
    with time_machine.travel(start + timedelta(minutes=10, seconds=2), tick=False):
        assert str(refusal_of(late)) == "验证已过期，请再做一次。"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("expiresAt", 4_000_000_000),
        ("expiresAt", None),
        ("cost", 1),
        ("keyPrefix", ""),
        ("keySignature", "00"),
        ("nonce", "00" * 16),
        ("algorithm", "SHA-256"),
        ("data", {"free": True}),
    ],
)
def test_nothing_of_the_challenge_can_be_changed(name, value):
    payload = decoded(solved())
    payload["challenge"]["parameters"][name] = value

    refusal_of(encoded(payload))


@pytest.mark.parametrize("key", ["00" * 32, "", "zz", None, 5, ["a"]])
def test_a_wrong_solution_is_refused(key):
    payload = decoded(solved())
    payload["solution"]["derivedKey"] = key

    refusal_of(encoded(payload))


@pytest.mark.parametrize("signature", [None, "", "00" * 32, 5, {"a": 1}, "签"])
def test_a_wrong_signature_is_refused(signature):
    payload = decoded(solved())
    payload["challenge"]["signature"] = signature

    refusal_of(encoded(payload))


def test_a_challenge_of_somebody_else_is_refused():
    foreign = create_challenge(
        "PBKDF2/SHA-256",
        10,
        counter=3,
        expires_at=timezone.now() + timedelta(minutes=5),
        hmac_secret="another secret",
        hmac_key_secret="another key",
    )

    refusal_of(solved(foreign.to_dict()))


def test_an_easier_solution_cannot_be_made_from_a_challenge(settings):
    challenge = new_challenge()
    payload = {"challenge": challenge, "solution": {"counter": 0, "derivedKey": "00"}}

    refusal_of(encoded(payload))


@pytest.mark.parametrize(
    "payload",
    [
        "!!!",
        "aGVsbG8=",
        "签名",
        "\x00",
        encoded([]),
        encoded(None),
        encoded({"challenge": [], "solution": {}}),
        encoded({"challenge": {"parameters": "x"}, "solution": "y"}),
        "[" * 3000,
        encoded("x") * 2,
        pytest.param("A" * 10_000_000, id="10-MB"),
    ],
)
def test_garbage_is_refused(payload):
    refusal_of(payload)


def test_a_real_payload_is_far_shorter_than_the_longest():
    assert len(solved()) < 1000


def test_challenges_differ_and_say_what_they_cost(settings):
    settings.HUMAN_COST = 20
    first, second = new_challenge(), new_challenge()

    assert first["parameters"]["nonce"] != second["parameters"]["nonce"]
    assert first["parameters"]["cost"] == 20
    assert set(first["parameters"]) == {
        "algorithm",
        "cost",
        "expiresAt",
        "keyLength",
        "keyPrefix",
        "keySignature",
        "nonce",
        "salt",
    }
    assert settings.SECRET_KEY not in json.dumps(first)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
parameters = st.fixed_dictionaries(
    {
        "algorithm": st.just("PBKDF2/SHA-256") | anything,
        "nonce": st.just("00" * 16) | anything,
        "salt": st.just("00" * 16) | anything,
        "cost": st.integers() | anything,
    },
    optional=dict.fromkeys(
        ("expiresAt", "keyLength", "keyPrefix", "keySignature", "data"), anything
    ),
)
payloads = st.fixed_dictionaries(
    {
        "challenge": st.fixed_dictionaries(
            {"parameters": parameters | anything}, optional={"signature": anything}
        ),
        "solution": st.fixed_dictionaries({"counter": anything, "derivedKey": anything})
        | anything,
    }
)


@hypothesis_settings(max_examples=150, deadline=None)
@given(payload=payloads.map(encoded) | st.text() | anything.map(encoded))
def test_whatever_is_sent_gets_a_refusal(payload):
    refusal_of(payload)
