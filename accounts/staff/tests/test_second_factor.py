"""The admin stays shut for staff until a second factor was proved."""

import re

import pytest
import time_machine
from django_otp import devices_for_user
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from accounts.staff import roles
from accounts.staff.rules import is_staff_member
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ASK, SETUP = "/accounts/second-factor/", "/accounts/second-factor/setup/"
RECOVERY, REMOVE = (
    "/accounts/second-factor/recovery/",
    "/accounts/second-factor/remove/",
)


@pytest.fixture(autouse=True)
def required(settings):
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def editor(client) -> User:
    user = UserFactory(groups=[roles.EDITORS])
    client.force_login(user)
    return user


def digits_of(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key):06d}"


def set_up(client, user: User) -> TOTPDevice:
    client.get(SETUP)
    device = TOTPDevice.objects.get(user=user, confirmed=False)
    client.post(SETUP, {"code": digits_of(device)})
    device.refresh_from_db()
    return device


def leave_and_return(client, user: User) -> None:
    client.logout()
    client.force_login(user)


@pytest.mark.parametrize(
    ("groups", "is_staff"),
    [
        ([], False),
        ([roles.AUTHORS], False),
        ([roles.TOPIC_EDITORS], True),
        ([roles.EDITORS], True),
        ([roles.MODERATORS], True),
        ([roles.FINANCE], True),
    ],
)
def test_staff_is_who_has_a_role_beyond_writing(groups, is_staff):
    assert is_staff_member(UserFactory(groups=groups)) is is_staff


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/pages/?q=1", "/admin/reports/locked/"]
)
def test_staff_without_one_is_led_to_set_one_up(client, editor, path):
    answer = client.get(path, follow=True)

    [first, second] = answer.redirect_chain
    assert first[0].startswith(f"{ASK}?next=%2Fadmin%2F")
    assert second[0].startswith(f"{SETUP}?next=%2Fadmin%2F")
    assert "<svg" in answer.content.decode()


def test_a_superuser_is_staff(client):
    client.force_login(UserFactory(is_superuser=True))

    assert client.get("/admin/")["Location"].startswith(ASK)


def test_scripts_of_the_admin_are_told_in_json(client, editor):
    answer = client.get("/admin/pages/", headers={"x-requested-with": "XMLHttpRequest"})

    assert (answer.status_code, answer.json()["code"]) == (
        403,
        "second_factor_required",
    )


def test_authors_and_where_it_is_not_asked_for_go_straight_in(client, settings):
    author = UserFactory(groups=[roles.AUTHORS])
    client.force_login(author)
    assert ASK not in client.get("/admin/").get("Location", "")

    settings.STAFF_SECOND_FACTOR = False
    client.force_login(UserFactory(groups=[roles.EDITORS]))
    assert client.get("/admin/").status_code == 200


def test_an_app_is_set_up_by_its_first_code(client, editor):
    page = client.get(SETUP).content.decode()
    device = TOTPDevice.objects.get(user=editor)
    assert device.confirmed is False
    assert re.search(r"<code>(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}</code>", page)

    answer = client.post(SETUP, {"code": digits_of(device), "next": "/admin/pages/"})

    assert answer["Location"] == f"{RECOVERY}?next=%2Fadmin%2Fpages%2F"
    device.refresh_from_db()
    assert device.confirmed is True
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("typed", ["", "000000x", "abc", "\x00", "9" * 40])
def test_a_wrong_first_code_sets_nothing_up(client, editor, typed):
    client.get(SETUP)

    page = client.post(SETUP, {"code": typed})

    assert "动态码不对" in page.content.decode()
    assert TOTPDevice.objects.get(user=editor).confirmed is False
    assert client.get("/admin/").status_code == 302


def test_a_new_session_is_asked_and_a_code_works_once(client, editor):
    device = set_up(client, editor)
    leave_and_return(client, editor)
    assert client.get("/admin/")["Location"].startswith(ASK)

    with time_machine.travel(timezone.now().timestamp() + 60):
        code = digits_of(device)
        answer = client.post(ASK, {"code": code, "next": "/admin/pages/"})
        assert answer["Location"] == "/admin/pages/"
        assert client.get("/admin/").status_code == 200
        leave_and_return(client, editor)
        again = client.post(ASK, {"code": code})

        assert "动态码不对" in again.content.decode()
        assert client.get("/admin/").status_code == 302


def test_next_leads_to_own_addresses_only(client, editor):
    device = set_up(client, editor)
    leave_and_return(client, editor)

    with time_machine.travel(timezone.now().timestamp() + 60):
        answer = client.post(
            ASK, {"code": digits_of(device), "next": "https://evil.example/"}
        )

    assert answer["Location"] == "/admin/"


@time_machine.travel(timezone.now(), tick=False)
def test_guessing_gets_slower(client, editor):
    device = set_up(client, editor)
    leave_and_return(client, editor)
    client.post(ASK, {"code": "000000"})

    client.post(ASK, {"code": digits_of(device)})

    device.refresh_from_db()
    assert device.throttling_failure_count == 1
    assert client.get("/admin/").status_code == 302


def test_recovery_codes_are_shown_once_and_work_once(client, editor):
    set_up(client, editor)
    page = client.post(RECOVERY).content.decode()
    codes = re.findall(r"<code>([a-z2-9]{10})</code>", page)
    assert (len(codes), StaticToken.objects.count()) == (8, 8)
    assert codes[0] not in client.get(RECOVERY).content.decode()
    leave_and_return(client, editor)

    assert client.post(ASK, {"code": codes[0].upper()})["Location"] == "/admin/"

    assert StaticToken.objects.count() == 7
    leave_and_return(client, editor)
    assert client.post(ASK, {"code": codes[0]}).status_code == 200


def test_who_has_one_needs_it_to_change_anything(client, editor):
    device = set_up(client, editor)
    leave_and_return(client, editor)

    for answer in (
        client.get(SETUP),
        client.post(SETUP, {"code": digits_of(device)}),
        client.post(RECOVERY),
        client.post(REMOVE, {"factor": device.persistent_id}),
    ):
        assert answer["Location"] == ASK
    assert list(TOTPDevice.objects.all()) == [device]
    assert StaticToken.objects.count() == 0


def test_staff_keeps_the_last_one_and_authors_may_not(client, editor, settings):
    device = set_up(client, editor)

    page = client.post(REMOVE, {"factor": device.persistent_id})
    assert "工作人员必须保留至少一种两步验证。" in page.content.decode()
    assert TOTPDevice.objects.filter(confirmed=True).count() == 1

    settings.STAFF_SECOND_FACTOR = False
    client.post(RECOVERY)
    assert client.post(REMOVE, {"factor": device.persistent_id}).status_code == 302
    assert TOTPDevice.objects.filter(confirmed=True).count() == 0
    assert StaticToken.objects.count() == 0


def test_a_factor_of_somebody_else_is_out_of_reach(client, editor):
    theirs = TOTPDevice.objects.create(user=UserFactory(), confirmed=True)

    client.post(REMOVE, {"factor": theirs.persistent_id})

    assert TOTPDevice.objects.filter(pk=theirs.pk).exists()


def test_wagtails_own_sign_in_leads_to_the_site(client):
    answer = client.get("/admin/login/?next=/admin/pages/")

    assert answer["Location"] == "/accounts/login/?next=%2Fadmin%2Fpages%2F"
    posted = client.post("/admin/login/", {"username": "a", "password": "b"})
    assert posted.status_code == 302


@pytest.mark.parametrize("path", [ASK, SETUP, RECOVERY])
def test_visitors_sign_in_first(client, path):
    assert client.get(path)["Location"].startswith("/accounts/login/?next=")


def test_an_operator_helps_who_lost_every_factor(client, editor):
    set_up(client, editor)
    client.post(RECOVERY)

    call_command("reset_second_factor", editor.username)

    assert list(devices_for_user(editor, confirmed=None)) == []
    assert client.get("/me/profile/").status_code == 302
    client.force_login(editor)
    assert "setup" in client.get(ASK)["Location"]


def test_an_operator_hears_of_a_name_nobody_has():
    with pytest.raises(CommandError, match="nobody1"):
        call_command("reset_second_factor", "nobody1")
