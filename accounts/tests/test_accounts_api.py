"""The account endpoints of `/api/v1/`."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from PIL import Image

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.codes.digits import digits_of
from accounts.codes.links import make_ticket
from accounts.models import Device, User, VerificationCode
from accounts.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

API = "/api/v1"
NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
PASSWORD = "竹杖芒鞋轻胜马谁怕"
JSON = "application/json"


@pytest.fixture
def call(client, django_capture_on_commit_callbacks):
    """Calls the API as JSON, with what follows its commit; gives status and body."""

    def send(method: str, path: str, data: object = None, token: str = ""):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with django_capture_on_commit_callbacks(execute=True):
            answer = getattr(client, method)(
                f"{API}{path}", data=data, content_type=JSON, headers=headers
            )
        return answer.status_code, answer.json() if answer.content else None

    return send


@pytest.fixture
def token(call, reader) -> str:
    _status, body = call(
        "post", "/authorizations/", {"account": "linwen", "password": "renran-test"}
    )
    return body["tokens"]["access"]


def digits() -> str:
    return digits_of(VerificationCode.objects.latest("pk"))


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


def test_a_mobile_signs_up_and_gets_tokens(call):
    call("post", "/codes/", {"purpose": "sign_up", "mobile": NUMBER})
    body = {
        "username": "linwen",
        "password": PASSWORD,
        "mobile": NUMBER,
        "code": digits(),
        "accepts_terms": True,
    }
    status, answer = call("post", "/users/", body)

    assert status == 201
    assert answer["user"]["username"] == "linwen"
    assert answer["user"]["mobile"] == "138****5678"
    assert call("get", "/me/", token=answer["tokens"]["access"])[0] == 200


def test_a_mail_signs_up_by_its_link(call):
    body = {
        "username": "linwen",
        "password": PASSWORD,
        "email": ADDRESS,
        "accepts_terms": True,
    }
    status, _answer = call("post", "/users/", body)
    assert (status, User.objects.count()) == (202, 0)
    [ticket] = re.findall(r"/accounts/activate/([^/]+)/", mail.outbox[0].body)
    link = {"ticket": ticket, "password": PASSWORD}

    status, answer = call("post", "/users/activation/", link)

    assert (status, answer["user"]["email"]) == (201, "l****@example.com")
    status, refusal = call("post", "/users/activation/", link)
    assert (status, refusal["code"]) == (400, "link_expired")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"username": "林"}, "username", "invalid_username"),
        ({"username": "admin"}, "username", "username_reserved"),
        ({"username": "13812345678"}, "username", "username_only_digits"),
        ({"password": "short"}, "password", "password_length"),
        ({"password": "password123"}, "password", "password_guessable"),
        ({"code": None}, "code", "null"),
        ({"accepts_terms": "maybe"}, "accepts_terms", "invalid"),
    ],
)
def test_a_bad_sign_up_says_what_is_wrong(call, change, field, code):
    body = {
        "username": "linwen",
        "password": PASSWORD,
        "mobile": NUMBER,
        "code": "123456",
        "accepts_terms": True,
    }
    status, refusal = call("post", "/users/", {**body, **change})

    assert status == 400
    assert code in [error["code"] for error in refusal["errors"][field]]
    assert User.objects.count() == 0


def test_sign_up_needs_consent(call):
    body = {
        "username": "linwen",
        "password": PASSWORD,
        "mobile": NUMBER,
        "code": "123456",
        "accepts_terms": False,
    }
    status, refusal = call("post", "/users/", body)

    assert (status, refusal["code"]) == (400, "consent_required")


@pytest.mark.parametrize(
    ("account", "password"), [("linwen", "wrong-one"), ("nobody", "renran-test")]
)
def test_unknown_and_wrong_are_the_same(call, reader, account, password):
    status, refusal = call(
        "post", "/authorizations/", {"account": account, "password": password}
    )

    expected = {"code": "wrong_credentials", "detail": "账号或密码不对。", "errors": {}}
    assert (status, refusal) == (401, expected)
    assert Device.objects.count() == 0


def test_a_code_signs_in_and_an_unknown_number_is_told_to_its_owner(call, reader):
    call("post", "/codes/", {"purpose": "sign_in", "mobile": NUMBER})
    status, answer = call(
        "post", "/authorizations/", {"mobile": NUMBER, "code": digits()}
    )
    assert (status, answer["user"]["id"]) == (201, reader.pk)

    other = "+8613900000000"
    call("post", "/codes/", {"purpose": "sign_in", "mobile": other})
    status, refusal = call(
        "post", "/authorizations/", {"mobile": other, "code": digits()}
    )

    assert (status, refusal["code"]) == (404, "account_unknown")


def test_a_blocked_account_is_told_so_with_the_right_password_only(call, reader):
    reader.is_active = False
    reader.save()
    body = {"account": "linwen", "password": "renran-test"}

    assert call("post", "/authorizations/", body)[1]["code"] == "account_blocked"
    body["password"] = "wrong-one"
    assert call("post", "/authorizations/", body)[1]["code"] == "wrong_credentials"


def test_tokens_are_renewed(call, reader):
    body = {"account": "linwen", "password": "renran-test"}
    refresh = call("post", "/authorizations/", body)[1]["tokens"]["refresh"]

    status, pair = call("post", "/authorizations/refresh/", {"refresh": refresh})
    assert (status, set(pair)) == (200, {"access", "refresh", "expires_in"})
    with time_machine.travel(timezone.now() + timedelta(seconds=6)):
        status, refusal = call("post", "/authorizations/refresh/", {"refresh": refresh})

    assert (status, refusal["code"]) == (401, "token_reused")
    status, refusal = call("get", "/me/", token=pair["access"])
    assert (status, refusal["code"]) == (401, "token_not_valid")


@pytest.mark.parametrize("path", ["/authorizations/current/", "/authorizations/all/"])
def test_signing_out(call, reader, token, path):
    body = {"account": "linwen", "password": "renran-test"}
    other = call("post", "/authorizations/", body)[1]["tokens"]["access"]

    assert call("delete", path, token=token) == (204, None)

    assert call("get", "/me/", token=token)[0] == 401
    assert call("get", "/me/", token=other)[0] == (200 if "current" in path else 401)


@pytest.mark.parametrize(
    "token", ["", "x", "x.y.z", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "令牌"]
)
def test_what_is_no_token_is_refused(client, token):
    headers = {"Authorization": f"Bearer {token}".encode().decode("latin-1")}

    assert client.get(f"{API}/me/", headers=headers).status_code == 401


def test_counts_are_given(call, reader):
    assert call("get", "/usernames/linwen/count/") == (200, {"count": 1})
    assert call("get", "/usernames/LinWen/count/") == (200, {"count": 1})
    assert call("get", "/usernames/linwan/count/") == (200, {"count": 0})
    assert call("get", "/mobiles/13812345678/count/") == (200, {"count": 1})
    assert call("get", "/mobiles/+8613900000000/count/") == (200, {"count": 0})
    status, refusal = call("get", "/usernames/林/count/")
    assert (status, refusal["errors"]["username"][0]["code"]) == (
        400,
        "invalid_username",
    )
    status, refusal = call("get", "/mobiles/110/count/")
    assert (status, refusal["errors"]["mobile"][0]["code"]) == (400, "invalid_mobile")
    assert call("get", "/usernames/a%00bcdef/count/")[0] == 400


def test_look_ups_are_throttled(call, monkeypatch):
    from accounts.limits.api import LookupThrottle

    monkeypatch.setattr(LookupThrottle, "rate", "3/min", raising=False)
    for _ in range(3):
        assert call("get", "/usernames/linwen/count/")[0] == 200

    status, refusal = call("get", "/usernames/linwen/count/")

    assert (status, refusal["code"]) == (429, "throttled")


def test_the_profile_is_read_and_changed(call, reader, token):
    change = {
        "nickname": "林闻",
        "bio": "走路的人",
        "city": "杭州",
        "birthday": "1990-02-28",
    }

    status, body = call(
        "patch", "/me/", {**change, "username": "other", "id": 1}, token
    )

    assert status == 200
    assert change.items() <= body.items()
    reader.refresh_from_db()
    assert (reader.username, reader.nickname, reader.city) == ("linwen", "林闻", "杭州")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"nickname": "x" * 31}, "nickname"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"birthday": "2026-02-30"}, "birthday"),
        ({"gender": "unknown"}, "gender"),
        ({"bio": "\x00"}, "bio"),
    ],
)
def test_a_bad_profile_changes_nothing(call, reader, token, change, field):
    before = User.objects.filter(pk=reader.pk).values().get()

    status, refusal = call("patch", "/me/", change, token)

    assert (status, list(refusal["errors"])) == (400, [field])
    assert User.objects.filter(pk=reader.pk).values().get() == before


def picture(size=(900, 600), kind="PNG") -> SimpleUploadedFile:
    file = io.BytesIO()
    image = Image.new("RGB", size, "#5a7d6c")
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    image.save(file, kind, exif=exif)
    return SimpleUploadedFile(f"face.{kind.lower()}", file.getvalue())


def put_avatar(client, token, file):
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    return client.put(
        f"{API}/me/avatar/",
        encode_multipart(BOUNDARY, {"avatar": file}),
        content_type=MULTIPART_CONTENT,
        headers={"Authorization": f"Bearer {token}"},
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_encoded_anew(client, reader, token, kind):
    answer = put_avatar(client, token, picture(kind=kind))

    assert answer.status_code == 200
    reader.refresh_from_db()
    assert answer.json()["avatar_url"] == reader.avatar.url
    with reader.avatar.open() as file:
        content = file.read()
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("WEBP", (400, 400))
    assert b"secret place" not in content
    assert client.get(reader.avatar.url).status_code == 200


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            "avatar_unreadable",
        ),
        (b"GIF89a", "avatar_unreadable"),
        (b"\x00" * (5 * 1024 * 1024 + 1), "avatar_too_large"),
    ],
)
def test_what_is_no_picture_is_refused(client, reader, token, content, code):
    answer = put_avatar(client, token, SimpleUploadedFile("a.png", content))

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    reader.refresh_from_db()
    assert reader.avatar.name == ""


def test_a_picture_is_replaced_and_removed(
    client, call, reader, token, django_capture_on_commit_callbacks
):
    put_avatar(client, token, picture())
    reader.refresh_from_db()
    storage, first = reader.avatar.storage, reader.avatar.name

    with django_capture_on_commit_callbacks(execute=True):
        put_avatar(client, token, picture())
    reader.refresh_from_db()
    second = reader.avatar.name
    assert (storage.exists(first), storage.exists(second)) == (False, True)

    assert call("delete", "/me/avatar/", token=token) == (204, None)
    assert storage.exists(second) is False


def test_a_new_password_ends_the_other_devices(call, reader, token):
    body = {"account": "linwen", "password": "renran-test"}
    other = call("post", "/authorizations/", body)[1]["tokens"]

    change = {"current": "renran-test", "password": PASSWORD}
    assert call("put", "/me/password/", change, token) == (204, None)

    assert call("get", "/me/", token=token)[0] == 200
    assert call("get", "/me/", token=other["access"])[0] == 401
    refresh = {"refresh": other["refresh"]}
    assert call("post", "/authorizations/refresh/", refresh)[0] == 401
    assert mail.outbox[-1].subject == "密码已更改"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"current": "wrong-one", "password": PASSWORD}, "password_wrong"),
        ({"password": PASSWORD}, "password_wrong"),
        ({"current": "renran-test", "password": "12345678"}, "invalid"),
    ],
)
def test_a_bad_change_of_password_changes_nothing(call, reader, token, change, code):
    status, refusal = call("put", "/me/password/", change, token)

    assert (status, refusal["code"]) == (400, code)
    reader.refresh_from_db()
    assert reader.check_password("renran-test")


def test_an_address_is_changed_by_its_link(call, reader, token):
    status, _body = call("put", "/me/email/", {"email": "new@example.com"}, token)
    reader.refresh_from_db()
    assert (status, reader.email) == (202, ADDRESS)
    [ticket] = re.findall(r"/accounts/email/([^/]+)/", mail.outbox[0].body)

    body = {"ticket": ticket}
    assert call("post", "/me/email/confirmation/", body) == (204, None)

    reader.refresh_from_db()
    assert reader.email == "new@example.com"
    assert [m.to for m in mail.outbox] == [["new@example.com"], [ADDRESS]]
    status, refusal = call("post", "/me/email/confirmation/", body)
    assert (status, refusal["code"]) == (400, "link_expired")


def test_an_address_somebody_got_meanwhile_is_refused(call, reader, token):
    call("put", "/me/email/", {"email": "new@example.com"}, token)
    UserFactory(email="NEW@example.com")
    [ticket] = re.findall(r"/accounts/email/([^/]+)/", mail.outbox[0].body)

    status, refusal = call("post", "/me/email/confirmation/", {"ticket": ticket})

    assert (status, refusal["code"]) == (409, "contact_taken")
    reader.refresh_from_db()
    assert reader.email == ADDRESS


def test_a_number_is_bound_by_a_code(call, reader, token):
    new = "+8613900000000"
    call("post", "/codes/", {"purpose": "bind", "mobile": new})

    status, body = call("put", "/me/mobile/", {"mobile": new, "code": digits()}, token)

    assert (status, body["mobile"]) == (200, "139****0000")
    assert mail.outbox[-1].subject == "账号的手机号已更改"


def test_a_number_of_somebody_else_is_told_to_its_owner_only(call, reader, token):
    UserFactory(mobile="+8613900000000")
    call("post", "/codes/", {"purpose": "bind", "mobile": "13900000000"})

    change = {"mobile": "13900000000", "code": digits()}
    status, refusal = call("put", "/me/mobile/", change, token)

    assert (status, refusal["code"]) == (409, "contact_taken")
    assert VerificationCode.objects.get().used_at is None
    reader.refresh_from_db()
    assert reader.mobile == NUMBER


def test_preferences_have_defaults_and_are_kept(call, token):
    status, chosen = call("get", "/me/preferences/", token=token)
    assert (status, chosen["theme"], chosen["mails_review"]) == (200, "system", True)

    call("patch", "/me/preferences/", {"theme": "dark", "mails_review": False}, token)

    chosen = call("get", "/me/preferences/", token=token)[1]
    assert (chosen["theme"], chosen["mails_review"]) == ("dark", False)


def test_devices_are_listed_and_revoked(call, reader, token):
    body = {"account": "linwen", "password": "renran-test"}
    other = call("post", "/authorizations/", body)[1]["tokens"]["access"]
    devices = call("get", "/me/devices/", token=token)[1]
    assert [device["is_current"] for device in devices] == [False, True]

    path = f"/me/devices/{devices[0]['id']}/"
    assert call("delete", path, token=token) == (204, None)

    assert call("get", "/me/", token=other)[0] == 401
    assert call("delete", path, token=token)[0] == 404


def test_devices_of_others_are_out_of_reach(call, reader, token):
    theirs = Device.objects.create(user=UserFactory(), kind="web")

    assert call("delete", f"/me/devices/{theirs.pk}/", token=token)[0] == 404
    theirs.refresh_from_db()
    assert theirs.revoked_at is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/me/"),
        ("patch", "/me/"),
        ("put", "/me/avatar/"),
        ("delete", "/me/avatar/"),
        ("put", "/me/password/"),
        ("put", "/me/email/"),
        ("put", "/me/mobile/"),
        ("get", "/me/preferences/"),
        ("get", "/me/devices/"),
        ("delete", "/me/devices/1/"),
        ("delete", "/authorizations/current/"),
        ("delete", "/authorizations/all/"),
    ],
)
def test_what_is_personal_wants_to_know_who_asks(call, method, path):
    status, refusal = call(method, path)

    assert (status, refusal["code"]) == (401, "not_authenticated")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", JSON, 400),
        (b"[]", JSON, 400),
        (b"\xff\xfe", JSON, 400),
        (b"null", JSON, 400),
        (b"<a/>", "application/xml", 415),
        pytest.param(
            b'{"account": "' + b"x" * 10_000_000 + b'"}', JSON, 413, id="10-MB-json"
        ),
        pytest.param(
            b"account=" + b"x" * 10_000_000,
            "application/x-www-form-urlencoded",
            415,
            id="10-MB-form",
        ),
    ],
)
def test_bad_bodies_are_refused_in_the_one_shape(client, body, kind, status):
    answer = client.generic("POST", f"{API}/authorizations/", body, content_type=kind)

    assert answer.status_code == status
    assert set(answer.json()) == {"code", "detail", "errors"}
