"""What every account endpoint of `/api/v1/` does alike."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]
API = "/api/v1"
JSON = "application/json"


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
