"""Ways in, changed below `/me/`: address, number, password, devices."""

from datetime import timedelta

import pytest
import time_machine

from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.codes.digits import digits_of
from accounts.models import (
    DeletionRequest,
    Device,
    Sending,
    User,
    VerificationCode,
)
from accounts.tests.factories import UserFactory
from accounts.tests.helpers import link_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

NUMBER, NEW, TYPED = "+8613812345678", "+8613900001111", "139 0000 1111"
ADDRESS, OLD, PASSWORD = "linwen@example.com", "renran-test", "竹杖芒鞋轻胜马谁怕"


@pytest.fixture
def later(own):
    """Long after signing in."""
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        yield


def digits() -> str:
    return digits_of(VerificationCode.objects.latest("pk"))


def refusals(page) -> list[str]:
    return page.context["form"].non_field_errors()


def send_link(client, message):
    """Press the button behind the link in a mail."""
    return client.post(link_in(message))


def shown(client, page: str) -> str:
    return client.get(f"/me/{page}/").content.decode()


# --- Contacts and password -------------------------------------------------------


def test_contacts_are_masked(own):
    text = shown(own, "security")

    assert "138****5678" in text
    assert "l****@example.com" in text
    assert NUMBER not in text
    assert ADDRESS not in text


def test_a_new_address_is_bound_by_its_link(own, send, reader):
    answer = send("security/email", target="new@example.com")

    assert answer["Location"] == "/me/security/"
    assert "确认邮件已发到 n****@example.com" in shown(own, "security")
    [message] = mail.outbox
    assert message.to == ["new@example.com"]
    reader.refresh_from_db()
    assert reader.email == ADDRESS
    send_link(own, message)
    reader.refresh_from_db()
    assert reader.email == "new@example.com"


def test_a_new_number_is_bound_by_a_code(own, send, reader):
    page = send("security/mobile", target=TYPED, code="", current=OLD, send="1")

    assert page.context["note"] == "验证码已发送，5 分钟内有效。"
    assert f'value="{TYPED}"' in page.content.decode()
    assert OLD not in page.content.decode()
    answer = send("security/mobile", target=TYPED, code=digits(), current=OLD)
    assert answer["Location"] == "/me/security/"
    reader.refresh_from_db()
    assert reader.mobile == NEW


def test_a_number_of_somebody_else_is_refused_and_kept_in_the_form(send, reader):
    UserFactory(mobile=NEW)
    send("security/mobile", target=TYPED, send="1")

    page = send("security/mobile", target=TYPED, code=digits())

    assert refusals(page) == [
        "这个手机号已经绑定在另一个账号上。要改到这里，请先在那个账号里更换手机号。"
    ]
    assert f'value="{TYPED}"' in page.content.decode()
    reader.refresh_from_db()
    assert reader.mobile == NUMBER


def test_the_present_address_is_no_new_one(own, send, reader):
    User.objects.update(email_verified_at=timezone.now())
    page = send("security/email", target="LinWen@example.com")

    assert refusals(page) == ["这就是你现在的邮箱，不用更换。"]
    assert mail.outbox == []
    assert not Sending.objects.exists()


def test_an_address_that_was_never_confirmed_can_be(own, send, reader):
    send("security/email", target=ADDRESS)
    [message] = mail.outbox

    answer = send_link(own, message)

    reader.refresh_from_db()
    assert answer.status_code == 200
    assert reader.email_verified_at is not None
    # Nothing has changed that an alarm would be about.
    assert mail.outbox == [message]


def test_the_present_number_is_no_new_one(own, send, reader):
    send("security/mobile", target="138 1234 5678", send="1")

    page = send("security/mobile", target="138 1234 5678", code=digits())

    assert refusals(page) == ["这就是你现在的手机号，不用更换。"]
    assert mail.outbox == []


def test_an_address_of_somebody_else_is_told_by_its_link_with_ways_on(own, send):
    UserFactory(email="new@example.com")
    send("security/email", target="new@example.com")

    shown = own.get(link_in(mail.outbox[0]))
    pressed = send_link(own, mail.outbox[0])

    told = "这个邮箱已经绑定在另一个账号上。要改到这里，请先在那个账号里更换邮箱。"
    for page in (shown, pressed):
        text = page.content.decode()
        assert page.status_code == 410
        assert told in text
        assert 'href="/me/security/"' in text
        assert 'href="/accounts/register/"' not in text
    assert User.objects.get(username="linwen").email == ADDRESS


@pytest.mark.parametrize("ticket", ["bad", "used"])
def test_a_link_that_is_dead_shows_no_button(client, own, send, ticket):
    send("security/email", target="new@example.com")
    link = link_in(mail.outbox[0])
    if ticket == "used":
        own.post(link)

    page = Client().get(link if ticket == "used" else "/accounts/email/bad/")

    text = page.content.decode()
    assert page.status_code == 410
    assert "链接不能用了" in text
    assert 'href="/accounts/login/"' in text
    assert "确认邮箱" not in text


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("current", "told"), [("", "请输入当前密码。"), ("wrong-one", "当前密码不对。")]
)
@pytest.mark.parametrize("page", ["security/email", "security/mobile", "leave"])
def test_later_a_change_needs_the_password(own, send, reader, page, current, told):
    data = {
        "security/email": {"target": "new@example.com"},
        "security/mobile": {"target": TYPED, "code": "123456"},
        "leave": {"keeps_texts": "yes", "is_sure": "on"},
    }[page]
    assert 'name="current"' in shown(own, page)

    answer = send(page, **data, current=current)

    assert refusals(answer) == [told]
    assert mail.outbox == []
    assert not DeletionRequest.objects.exists()


def test_a_wrong_password_is_refused_a_moment_after_signing_in_too(send):
    page = send("security/email", target="new@example.com", current="wrong-one")

    assert refusals(page) == ["当前密码不对。"]
    assert mail.outbox == []


@pytest.mark.usefixtures("later")
def test_guessing_at_the_password_is_paused(send):
    for _ in range(10):
        send("security/email", target="new@example.com", current="wrong-one")

    page = send("security/email", target="new@example.com", current=OLD)

    [told] = refusals(page)
    assert told.startswith("试的次数太多了")
    assert mail.outbox == []


@pytest.mark.parametrize("page", ["security/email", "security/password", "leave"])
def test_without_a_password_one_signs_in_again(own, send, reader, page):
    reader.set_unusable_password()
    reader.save()
    own.force_login(reader)
    assert "重新登录" not in shown(own, page)

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        text = shown(own, page)
        answer = send("security/email", target="new@example.com", current="")

    assert f"/accounts/login/?next=/me/{page}/" in text
    assert refusals(answer) == ["为了安全，请重新登录后再试。"]


def test_a_new_password_ends_every_other_device(own, send, reader):
    other = Client()
    other.force_login(reader)

    page = send("security/password", password=PASSWORD)
    assert refusals(page) == ["请输入当前密码。"]
    answer = send("security/password", current=OLD, password=PASSWORD)

    assert answer["Location"] == "/me/security/"
    assert own.get("/me/security/").status_code == 200
    assert other.get("/me/security/").status_code == 302
    assert User.objects.get().check_password(PASSWORD)


def test_a_weak_password_is_refused_at_its_field(send, reader):
    page = send("security/password", current=OLD, password="12345678")

    assert page.context["form"].errors == {
        "password": ["这个密码太容易被猜到，请换一个长一点、少见一点的。"]
    }
    reader.refresh_from_db()
    assert reader.check_password(OLD)


# --- Devices ---------------------------------------------------------------------


def test_a_device_is_signed_out(own, send, reader):
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
    other.force_login(reader)
    theirs = Device.objects.latest("pk")
    text = shown(own, "devices")
    assert text.count("这台设备") == 1
    assert text.count(f'action="/me/devices/{theirs.pk}/"') == 1

    send(f"devices/{theirs.pk}")

    assert other.get("/me/").status_code == 302
    assert other.get("/me/profile/").status_code == 302
    assert own.get("/me/profile/").status_code == 200


def test_all_others_are_signed_out(own, send, reader):
    others = [Client(), Client()]
    for other in others:
        other.force_login(reader)

    send("devices/others")

    assert [o.get("/me/profile/").status_code for o in others] == [302, 302]
    assert own.get("/me/profile/").status_code == 200


def test_nobody_signs_out_what_is_not_theirs(send):
    foreign = Client()
    foreign.force_login(UserFactory())

    send(f"devices/{Device.objects.latest('pk').pk}")

    assert foreign.get("/me/profile/").status_code == 200
