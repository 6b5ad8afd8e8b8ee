"""Every door, and the device behind each sign-in."""

import pytest

from django.core import mail
from django.utils import timezone

from accounts.models import Device
from accounts.tests.helpers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
ADDRESS = "linwen@example.com"
LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"
REGISTER, BY_MAIL = "/accounts/register/", "/accounts/register/mail/"
RESET, BY_MOBILE = "/accounts/reset/", "/accounts/reset/mobile/"


def test_a_revoked_device_is_signed_out_at_once(client, reader):
    client.force_login(reader)
    assert signed_in(client)["username"] == "linwen"

    Device.objects.update(revoked_at=timezone.now())

    assert signed_in(client) is None


def test_signing_out_ends_the_device(client, send, reader):
    client.force_login(reader)

    send("/accounts/logout/")

    assert Device.objects.in_use().count() == 0


def test_a_new_device_is_told_by_mail(client, send, reader):
    agents = {
        "a": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "b": "Renran/1.0",
    }
    for agent in ("a", "a", "b"):
        client.logout()
        client.defaults["HTTP_USER_AGENT"] = agents[agent]
        send(LOGIN, account="linwen", password="renran-test")

    [message] = mail.outbox
    assert (message.subject, message.to) == ("新设备登录", [ADDRESS])


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", [LOGIN, CODE, REGISTER, BY_MAIL, RESET, BY_MOBILE])
def test_every_door_is_shown_and_never_cached(client, address, language):
    page = client.get(f"{language}{address}")

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert client.cookies["visitor"]["httponly"] is True


def test_without_text_messages_mail_is_the_way(client, settings):
    settings.SMS_PROVIDERS = []

    answer = client.get(f"{REGISTER}?next=/archive/")

    assert answer["Location"] == f"{BY_MAIL}?next=%2Farchive%2F"
    for address in (BY_MAIL, RESET):
        page = client.get(address).content.decode()
        assert f'href="{REGISTER}"' not in page
        assert f'href="{BY_MOBILE}"' not in page
