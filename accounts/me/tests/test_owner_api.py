"""What the API asks of who changes an account."""

from datetime import timedelta

import pytest
import time_machine

from django.core import mail
from django.utils import timezone

from accounts.codes.budget import Asker
from accounts.codes.digits import digits_of
from accounts.codes.services import request_code
from accounts.models import VerificationCode
from accounts.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

NUMBER, JSON = "+8613812345678", "application/json"


@pytest.fixture
def reader(client):
    user = UserFactory(username="linwen", email="linwen@example.com")
    client.force_login(user)
    return user


@pytest.fixture
def later(reader):
    """Long after signing in."""
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        yield


def body_for(what: str) -> dict[str, str]:
    if what == "email":
        return {"email": "new@example.com"}
    request_code(purpose="bind", target=NUMBER, asker=Asker("192.0.2.1"))
    return {
        "mobile": NUMBER,
        "code": digits_of(VerificationCode.objects.latest("pk")),
    }


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("what", ["email", "mobile"])
@pytest.mark.parametrize(
    ("password", "code"),
    [("", "password_required"), ("wrong-one", "password_wrong"), ("renran-test", None)],
)
def test_later_contacts_need_the_password(client, reader, what, password, code):
    body = body_for(what)

    answer = client.put(f"/api/v1/me/{what}/", {**body, "password": password}, JSON)

    reader.refresh_from_db()
    has_changed = reader.mobile == NUMBER or len(mail.outbox) == 1
    assert has_changed is (code is None)
    assert (answer.json() or {}).get("code") == code


@pytest.mark.usefixtures("later")
def test_an_account_without_a_password_signs_in_again(client, reader):
    reader.set_unusable_password()
    reader.save()
    client.force_login(reader)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        late = client.put("/api/v1/me/email/", body_for("email"), JSON)
    client.force_login(reader)

    fresh = client.put("/api/v1/me/email/", body_for("email"), JSON)

    assert (late.status_code, late.json()["code"]) == (403, "sign_in_again")
    assert fresh.status_code == 202


def test_a_session_outlives_the_change_of_its_password(client, reader):
    change = {"current": "renran-test", "password": "竹杖芒鞋轻胜马谁怕"}

    assert client.put("/api/v1/me/password/", change, JSON).status_code == 204

    assert client.get("/api/v1/me/").status_code == 200


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("password", {"current": "geraten", "password": "竹杖芒鞋轻胜马谁怕"}),
        ("email", {"password": "geraten", "email": "new@example.com"}),
        ("mobile", {"password": "geraten", "mobile": NUMBER, "code": "123456"}),
        ("deletion", {"password": "geraten", "keeps_texts": True}),
    ],
)
def test_guesses_at_the_current_password_count_wherever_it_is_asked(
    client, reader, address, body
):
    right = {"current": "renran-test", "password": "竹杖芒鞋轻胜马谁怕"}

    answers = [client.put(f"/api/v1/me/{address}/", body, JSON) for _guess in range(25)]
    late = client.put("/api/v1/me/password/", right, JSON)

    codes = [answer.json()["code"] for answer in answers]
    assert codes == ["password_wrong"] * 10 + ["sign_in_paused"] * 15
    assert (late.status_code, late.json()["code"]) == (429, "sign_in_paused")
    reader.refresh_from_db()
    assert reader.check_password("renran-test")


def test_an_old_sign_in_sets_no_first_password(client, reader):
    reader.set_unusable_password()
    reader.save()
    client.force_login(reader)
    body = {"password": "竹杖芒鞋轻胜马谁怕"}

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        late = client.put("/api/v1/me/password/", body, JSON)
    reader.refresh_from_db()
    has_one = reader.has_usable_password()
    fresh = client.put("/api/v1/me/password/", body, JSON)

    assert (late.status_code, late.json()["code"], has_one) == (
        403,
        "sign_in_again",
        False,
    )
    assert fresh.status_code == 204
