"""The pages to sign up, and to agree to new terms."""

import pytest

from django.core import mail

from accounts.models import User
from accounts.tests.helpers import digits, link_in, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
NUMBER, TYPED, ADDRESS = "+8613812345678", "138 1234 5678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"
NEWCOMER = {"username": "linwen", "password": PASSWORD, "accepts": "on"}
# Of many letters: one again and again would fit into a link.
FAR = "/" + "".join(map(chr, range(0x4E00, 0x4E00 + 2_000)))
LOGIN = "/accounts/login/"
REGISTER, BY_MAIL = "/accounts/register/", "/accounts/register/mail/"


def test_a_mobile_signs_up(client, send):
    send(REGISTER, target=TYPED, username="linwen", send="1")

    answer = send(
        REGISTER,
        target=TYPED,
        code=digits(),
        username="linwen",
        password=PASSWORD,
        accepts="on",
    )

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert User.objects.get().mobile == NUMBER
    assert signed_in(client)["username"] == "linwen"


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        (
            {"username": "林"},
            "username",
            "用户名为 5–20 个字，可用汉字、字母、数字和下划线。",
        ),
        (
            {"password": "12345678"},
            "password",
            "这个密码太容易被猜到，请换一个长一点、少见一点的。",
        ),
        ({"accepts": ""}, "accepts", "请先阅读并同意用户协议和隐私政策。"),
        ({"code": ""}, "code", "请填写这一项。"),
        ({"target": "110"}, "target", "请输入正确的手机号。"),
        ({"username": "x" * 10_000_000}, "username", None),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, send, changed, field, told):
    data = {
        "target": TYPED,
        "code": "123456",
        "username": "linwen",
        "password": PASSWORD,
        "accepts": "on",
    }
    page = send(REGISTER, **{**data, **changed})

    if page.status_code == 200:
        errors = page.context["form"].errors[field]
        assert told is None or told in errors
    else:
        assert page.status_code == 400
    assert User.objects.count() == 0


def test_a_mail_signs_up_by_its_link(client, send):
    client.get(BY_MAIL)
    page = send(
        BY_MAIL, target=ADDRESS, username="linwen", password=PASSWORD, accepts="on"
    )
    assert ADDRESS in page.content.decode()
    assert User.objects.count() == 0
    link = link_in(mail.outbox[0])

    # A scanner of mails opens links, and changes nothing by it.
    assert client.get(link).status_code == 200
    assert User.objects.count() == 0
    assert send(link)["Location"] == "/accounts/activated/"

    assert User.objects.get().email == ADDRESS
    assert signed_in(client)["username"] == "linwen"
    again = send(link)
    assert (again.status_code, "这个链接已失效" in again.content.decode()) == (
        410,
        True,
    )


def test_whoever_signs_up_by_mail_goes_on_to_where_they_were_going(client, send):
    client.get(BY_MAIL)
    send(BY_MAIL, target=ADDRESS, next="/about/", **NEWCOMER)
    link = link_in(mail.outbox[0])

    answer = send(link)

    # What a stranger chose stands in no letter.
    assert "about" not in link
    assert (answer.status_code, answer["Location"]) == (302, "/about/")


@pytest.mark.parametrize("to", ["https://elsewhere.example/", FAR])
def test_a_way_on_that_leads_astray_or_is_too_long_is_let_go(client, send, to):
    client.get(BY_MAIL)
    send(BY_MAIL, target=ADDRESS, next=to, **NEWCOMER)

    answer = send(link_in(mail.outbox[0]))

    assert answer["Location"] == "/accounts/activated/"


def test_a_new_version_of_the_terms_asks_again(client, send, reader, settings):
    settings.TERMS_VERSION = "2027-01"

    answer = send(LOGIN, account="linwen", password="renran-test", next="/archive/")
    assert answer["Location"] == "/accounts/consent/"
    refused = send("/accounts/consent/")
    assert "请先阅读并同意用户协议和隐私政策。" in refused.content.decode()
    agreed = send("/accounts/consent/", accepts="on")

    assert agreed["Location"] == "/archive/"
    versions = reader.consents.filter(document="terms").values_list(
        "version", flat=True
    )
    assert sorted(versions) == ["2026-11", "2027-01"]
