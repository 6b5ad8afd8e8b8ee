"""Codes below `/api/v1/`: asked for, looked after, refused."""

import pytest

from accounts.codes.links import make_ticket
from accounts.models import VerificationCode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"


def test_a_code_tells_how_it_fares(call):
    status, code = call(
        "post", "/codes/", {"purpose": "sign_in", "mobile": "13812345678"}
    )

    assert (status, code["state"], code["failure"]) == (201, "pending", "")
    assert 58 <= code["retry_after"] <= 60
    assert 298 <= code["expires_in"] <= 300
    assert call("get", f"/codes/{code['ticket']}/")[1]["state"] == "sent"


@pytest.mark.parametrize(
    "ticket",
    [
        pytest.param(lambda: "x", id="none"),
        pytest.param(lambda: make_ticket("other", {"id": 1}), id="of-another-kind"),
        pytest.param(lambda: make_ticket("code", {"id": 999}), id="of-no-code"),
    ],
)
def test_a_ticket_of_no_code_is_refused(call, ticket):
    # Made now: the tests before may take longer than a ticket is good for.
    status, refusal = call("get", f"/codes/{ticket()}/")

    assert (status, refusal["code"]) == (400, "link_invalid")


def test_a_second_code_is_too_soon(call):
    call("post", "/codes/", {"purpose": "sign_in", "mobile": "13812345678"})

    status, refusal = call("post", "/codes/", {"purpose": "sign_in", "mobile": NUMBER})

    assert (status, refusal["code"]) == (429, "code_too_soon")
    assert VerificationCode.objects.count() == 1


def test_a_code_needs_a_proof_of_being_human(call, settings):
    settings.HUMAN_PROVIDER = "altcha"

    status, refusal = call("post", "/codes/", {"purpose": "sign_in", "mobile": NUMBER})

    assert (status, refusal["code"]) == (400, "human_verification_required")
    assert VerificationCode.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"purpose": "sign_in"}, "non_field_errors", "one_target"),
        (
            {"purpose": "sign_in", "mobile": NUMBER, "email": ADDRESS},
            "non_field_errors",
            "one_target",
        ),
        ({"purpose": "sign_in", "mobile": "110"}, "mobile", "invalid_mobile"),
        ({"purpose": "sign_in", "email": "x"}, "email", "invalid_email"),
        ({"purpose": "steal", "mobile": NUMBER}, "purpose", "invalid_choice"),
        ({"mobile": NUMBER}, "purpose", "required"),
    ],
)
def test_a_bad_request_for_a_code_says_what_is_wrong(call, body, field, code):
    status, refusal = call("post", "/codes/", body)

    assert (status, refusal["code"]) == (400, "invalid")
    assert refusal["errors"][field][0]["code"] == code
