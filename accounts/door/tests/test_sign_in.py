"""Signing in and out on pages of our own."""

import pytest

from django.test import Client

from accounts.door.consents import current_versions, record_consents
from accounts.door.exceptions import AccountBlockedError, WrongCredentialsError
from accounts.door.sign_in import open_app
from accounts.models import Device, User
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LOGIN, LOGOUT = "/accounts/login/", "/accounts/logout/"
WRONG = "账号或密码不对。"


@pytest.fixture
def reader() -> User:
    user = UserFactory(username="linwen", nickname="林闻")
    record_consents(user=user, versions=current_versions())
    return user


def sign_in(client, password: str = "renran-test", **extra: str):
    data = {"account": "linwen", "password": password, **extra}
    return client.post(LOGIN, data)


def user_of(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_page_has_a_form_in_both_languages(client):
    chinese, english = client.get(LOGIN), client.get(f"/en{LOGIN}")

    for page in (chinese, english):
        assert page.status_code == 200
        assert list(page.context["form"].fields) == ["account", "password", "remember"]
        assert 'name="csrfmiddlewaretoken"' in page.content.decode()
        assert "no-cache" in page["Cache-Control"]
    assert "<h1" in chinese.content.decode()
    assert "登录" in chinese.content.decode()


def test_the_right_password_lets_in(client, reader):
    answer = sign_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert user_of(client) == str(reader.pk)


@pytest.mark.parametrize(
    ("username", "password"),
    [("linwen", "wrong"), ("linwen", ""), ("nobody", "renran-test")],
)
def test_a_wrong_pair_keeps_the_name_and_says_why(client, reader, username, password):
    answer = client.post(LOGIN, {"account": username, "password": password})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{username}"' in page
    assert "renran-test" not in page
    assert user_of(client) is None
    if password:
        assert answer.context["form"].non_field_errors() == [WRONG]


def test_a_closed_account_is_not_let_in(client, reader):
    reader.is_active = False
    reader.save()

    [told] = sign_in(client).context["form"].non_field_errors()
    assert told == "这个账号已被停用。如有疑问，请联系我们。"
    [wrong] = sign_in(client, "wrong").context["form"].non_field_errors()
    assert wrong == WRONG
    assert user_of(client) is None


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/write/", "/write/"),
        ("/authors/?page=2", "/authors/?page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("http://testserver/write/", "http://testserver/write/"),
    ],
)
def test_the_way_back_leads_to_own_addresses_only(client, reader, wanted, leads_to):
    assert sign_in(client, next=wanted)["Location"] == leads_to


def test_the_form_carries_the_way_back(client):
    page = client.get(LOGIN, {"next": '/write/?a="<b>'}).content.decode()

    assert 'name="next" value="/write/?a=&quot;&lt;b&gt;"' in page


def test_signing_in_gives_a_new_session(client, reader):
    client.session["before"] = 1
    client.session.save()
    before = client.session.session_key

    sign_in(client)

    assert client.session.session_key != before


def test_a_form_of_another_site_is_refused(reader):
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client).status_code == 403
    assert user_of(client) is None


def test_a_link_to_sign_out_shows_the_button_and_changes_nothing(client, reader):
    client.force_login(reader)

    page = client.get(LOGOUT)

    assert page.status_code == 200
    assert f'method="post" action="{LOGOUT}"' in " ".join(page.content.decode().split())
    assert user_of(client) == str(reader.pk)


def test_the_button_signs_out(client, reader):
    client.force_login(reader)

    answer = client.post(LOGOUT)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert user_of(client) is None


def test_who_is_not_signed_in_is_led_home(client):
    assert client.get(LOGOUT)["Location"] == "/"


def test_signing_out_leads_to_own_addresses_only(client, reader):
    client.force_login(reader)

    answer = client.post(LOGOUT, {"next": "https://evil.example/"})

    assert answer["Location"] == "/"


def test_the_admin_asks_at_the_same_door(client, reader):
    assert client.get("/admin/")["Location"] == "/accounts/login/?next=/admin/"
    client.force_login(reader)

    refused = client.get("/admin/", follow=True)

    # No way in circles: who is signed in is told why, and where to write.
    assert refused.redirect_chain == [("/accounts/login/?next=/admin/", 302)]
    assert refused.status_code == 403
    text = refused.content.decode()
    assert "还不能进写作后台" in text
    assert reader.display_name in text
    assert 'href="/write/"' in text
    assert 'name="password"' not in text
    assert "您没有权限" not in client.get("/me/notifications/").text
    elsewhere = client.get("/accounts/login/?next=/me/")
    assert (
        elsewhere.status_code,
        "还不能进写作后台" in elsewhere.content.decode(),
    ) == (
        200,
        False,
    )


def test_whoever_may_open_the_desk_is_led_on(admin_client):
    answer = admin_client.get("/accounts/login/?next=/admin/pages/")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/pages/")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"password": "!another"}, WrongCredentialsError),
        ({"is_active": False}, AccountBlockedError),
    ],
)
def test_an_app_is_not_let_in_on_what_was_proved_before_a_change(
    rf, reader, changes, refusal
):
    proved = User.objects.get(pk=reader.pk)
    User.objects.filter(pk=reader.pk).update(**changes)

    with pytest.raises(refusal):
        open_app(rf.post("/"), proved)

    assert not Device.objects.filter(user=reader).exists()
