"""Leaving by page and by API: asked for, and taken back."""

from datetime import timedelta

import pytest
import time_machine

from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.leaving.exceptions import StaffLeavingError
from accounts.leaving.services import (
    COOLING_OFF,
    ask_to_leave,
    take_back_leaving,
)
from accounts.models import DeletionRequest, Device, User
from accounts.staff import roles
from accounts.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

ADDRESS = "linwen@example.com"
LEAVE, DELETION = "/me/leave/", "/api/v1/me/deletion/"
FORM = {"keeps_texts": "yes", "is_sure": "on"}


@pytest.fixture
def reader() -> User:
    return UserFactory(username="linwen", email=ADDRESS)


def test_the_page_says_what_is_kept_and_nothing_of_payments(own):
    text = own.get(LEAVE).content.decode()

    assert "同意过用户协议和隐私政策的记录会留作凭证" in text
    assert "付款" not in text


# --- Asking ----------------------------------------------------------------------


def test_asking_signs_the_others_out_and_is_told_by_mail(own, reader):
    other = Client()
    other.force_login(reader)

    answer = own.post(LEAVE, FORM)

    assert answer["Location"] == LEAVE
    request = DeletionRequest.objects.get(user=reader)
    assert request.keeps_texts is True
    assert request.due_at - timezone.now() == pytest.approx(
        COOLING_OFF, abs=timedelta(minutes=1)
    )
    assert other.get("/me/profile/").status_code == 302
    [message] = mail.outbox
    assert (message.subject, message.to) == ("账号将被注销", [ADDRESS])
    assert "http://127.0.0.1:8000/me/leave/" in message.body
    for page in ("profile", "devices", "blocked"):
        assert "撤回注销" in own.get(f"/me/{page}/").content.decode()


def test_asking_twice_changes_the_choice_and_not_the_day(reader):
    first = ask_to_leave(user=reader, keeps_texts=True, device_id=None)

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        second = ask_to_leave(user=reader, keeps_texts=False, device_id=None)

    assert (second.pk, second.due_at) == (first.pk, first.due_at)
    assert DeletionRequest.objects.get().keeps_texts is False
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"is_sure": ""}, "is_sure"), ({"keeps_texts": "perhaps"}, "keeps_texts")],
)
def test_what_is_missing_is_said(own, changed, field):
    page = own.post(LEAVE, {**FORM, **changed})

    assert list(page.context["form"].errors) == [field]
    assert not DeletionRequest.objects.exists()


@pytest.mark.parametrize(
    "role", [roles.EDITORS, roles.TOPIC_EDITORS, roles.MODERATORS, roles.FINANCE, ""]
)
def test_who_works_for_the_site_does_not_leave_by_a_button(client, role):
    user = UserFactory(groups=[role] if role else None, is_superuser=not role)
    client.force_login(user)

    told = "这是工作人员的账号，请先让管理员收回权限，再来注销。"
    assert told in client.get(LEAVE).content.decode()
    assert client.post(LEAVE, FORM).context["form"].non_field_errors() == [told]
    with pytest.raises(StaffLeavingError):
        ask_to_leave(user=user, keeps_texts=True, device_id=None)
    assert not DeletionRequest.objects.exists()


# --- Taking back -----------------------------------------------------------------


def test_one_click_takes_it_back_and_signing_in_does_not(own, reader):
    own.post(LEAVE, FORM)

    fresh = Client()
    fresh.post("/accounts/login/", {"account": "linwen", "password": "renran-test"})
    assert DeletionRequest.objects.count() == 1
    answer = fresh.post("/me/leave/back/")

    assert answer["Location"] == "/me/profile/"
    assert (
        "已撤回，账号照常使用。欢迎回来。" in fresh.get("/me/profile/").content.decode()
    )
    assert not DeletionRequest.objects.exists()
    assert take_back_leaving(user=reader) is False


# --- API -------------------------------------------------------------------------


def test_leaving_by_api(own, reader):
    assert own.get(DELETION).status_code == 404

    made = own.put(DELETION, {"keeps_texts": False}, "application/json")

    assert (made.status_code, made.json()["keeps_texts"]) == (200, False)
    assert own.get(DELETION).json() == made.json()
    assert own.delete(DELETION).status_code == 204
    assert own.delete(DELETION).status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"keeps_texts": True}, 400, "password_required"),
        ({"keeps_texts": True, "password": "wrong-one"}, 400, "password_wrong"),
        ({"password": "renran-test"}, 400, "invalid"),
        ({"keeps_texts": True, "password": "renran-test"}, 200, None),
    ],
)
def test_later_the_api_wants_the_password(own, body, status, code):
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        answer = own.put(DELETION, body, "application/json")

    assert (answer.status_code, answer.json().get("code")) == (status, code)
    assert DeletionRequest.objects.exists() is (status == 200)


def test_staff_is_refused_by_api(client):
    client.force_login(UserFactory(groups=[roles.EDITORS]))

    answer = client.put(DELETION, {"keeps_texts": True}, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (403, "staff_account")


def test_what_has_begun_has_a_code(own, reader):
    ask_to_leave(user=reader, keeps_texts=True, device_id=Device.objects.get().pk)
    DeletionRequest.objects.update(begun_at=timezone.now())

    answer = own.delete(DELETION)

    assert (answer.status_code, answer.json()["code"]) == (409, "deletion_begun")
    page = own.get(LEAVE).content.decode()
    assert "账号正在注销。" in page
    assert "撤回注销" not in page


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_visitors_leave_nothing(client, method):
    assert getattr(client, method)(DELETION).status_code == 401
