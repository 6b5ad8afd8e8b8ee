"""Accounts: names nobody may have, and what one request writes over another's."""

import threading

import pytest

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models.signals import pre_save
from django.test import Client

from accounts.models import Device, User
from accounts.names import name_key, validate_username_for_people
from accounts.services.devices import SESSION_KEY
from accounts.services.names import is_own_name
from accounts.tests.factories import UserFactory
from accounts.usernames import username_key

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


# --- One request writes over what another has just changed -------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "!changed-meanwhile"),
        ("is_active", False),
        ("mobile", "+8613812345678"),
        ("email_verified_at", None),
    ],
)
def test_a_new_nickname_takes_back_nothing_else(field, value):
    """accounts/api/views/me.py `MeView.patch`: `change.save()` is a ModelSerializer's,
    which writes the whole row as it was when the request began: the old password, the
    account that staff has just blocked, the number that was just let go."""
    user = UserFactory()
    client = signed_in(user)

    def meanwhile(sender, instance, **kwargs):
        # Another request commits between this one's reading and writing.
        User.objects.filter(pk=user.pk).update(**{field: value})

    pre_save.connect(meanwhile, sender=User)
    try:
        answer = client.patch(
            "/api/v1/me/", {"nickname": "新名字"}, content_type="application/json"
        )
    finally:
        pre_save.disconnect(meanwhile, sender=User)

    assert answer.status_code == 200
    assert getattr(User.objects.get(pk=user.pk), field) == value


def test_the_api_counts_wrong_passwords_as_the_page_does():
    """accounts/services/passwords.py `change_password` is called by the API without
    `require_owner`, so that nothing counts the guesses at the current password."""
    client = signed_in(UserFactory())
    body = {"current": "falsch-geraten", "password": "ganz-neu-und-lang-9"}

    codes = [
        client.put(
            "/api/v1/me/password/", body, content_type="application/json"
        ).json()["code"]
        for _ in range(25)
    ]

    assert codes[-1] == "sign_in_paused"


# --- Names --------------------------------------------------------------------------

# Letters (category Lo) that are drawn as nothing.
FILLERS = ["\u3164", "\u115f", "\u1160", "\uffa0"]


@pytest.mark.parametrize("filler", FILLERS)
def test_no_username_is_made_of_nothing_visible(filler):
    """accounts/usernames.py: `\\w` takes Hangul fillers for letters."""
    with pytest.raises(ValidationError):
        validate_username_for_people(filler * 6)


@pytest.mark.parametrize("filler", FILLERS)
def test_a_letter_nobody_sees_makes_no_other_name(filler):
    assert username_key(f"lin{filler}wen") == username_key("linwen")
    assert name_key(f"沈砚{filler}秋") == name_key("沈砚秋")


@pytest.mark.parametrize("filler", FILLERS)
def test_a_letter_nobody_sees_makes_nobody_official(filler):
    assert not is_own_name(f"官{filler}方", owner=UserFactory())
    assert not is_own_name(f"管理{filler}员", owner=UserFactory())


@pytest.mark.parametrize(
    "name",
    [
        "荏苒小助手",
        "荏苒运营",
        "荏苒官网",
        "荏苒團隊",
        "荏苒編輯",
        "系統通知",
        "Renran Support",
        "Renran Team",
        "Administrators",
        "ADMlN",
        "🅰dmin",
    ],
)
def test_who_sounds_like_the_site_is_refused(name):
    """accounts/names.py: traditional letters, the site's own name with an office that
    is not on the list, a small L for a capital I, plural, squared letters."""
    assert not is_own_name(name, owner=UserFactory())


def test_a_capital_i_is_taken_for_a_small_l():
    """UTS #39 makes the skeleton before the case is folded; we fold first."""
    assert username_key("Iris_2026") == username_key("lris_2026")


def test_devices_are_there_at_all():
    """The tests above sign in as people do."""
    user = UserFactory()
    client = signed_in(user)
    assert Device.objects.filter(user=user, pk=client.session[SESSION_KEY]).exists()


# Default_Ignorable_Code_Point (Unicode) beyond what `core.lines` lists, and the null
# notehead: drawn as nothing, and in the categories Mn and So.
UNSEEN = ["\u180b", "\u180d", "\u180f", "\U000e0100", "\U000e01ef", "\U0001d159"]


@pytest.mark.parametrize("letter", UNSEEN)
def test_a_nickname_of_nothing_visible_is_refused_whatever_it_is_made_of(letter):
    """core/lines.py `is_unseen`: a list of eight letters and category C."""
    user = UserFactory(nickname="旧名")

    answer = signed_in(user).patch(
        "/api/v1/me/", {"nickname": letter}, content_type="application/json"
    )

    assert answer.status_code == 400
    assert User.objects.get(pk=user.pk).nickname == "旧名"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.postgres
def test_a_new_password_is_kept_while_a_profile_is_saved():
    """The same as above with two real requests side by side: all six were lost."""
    lost = 0
    for number in range(6):
        user = UserFactory(username=f"racer{number}")
        one, other = signed_in(user), signed_in(user)
        both, answers = threading.Barrier(2), []

        def changes_password(client=one, both=both, answers=answers):
            both.wait()
            body = {"current": "renran-test", "password": "ganz-neu-und-lang-9"}
            answer = client.put(
                "/api/v1/me/password/", body, content_type="application/json"
            )
            answers.append(answer.status_code)
            connections.close_all()

        def saves_profile(client=other, both=both):
            both.wait()
            for name in ("甲", "乙", "丙", "丁", "戊", "己"):
                client.patch(
                    "/api/v1/me/", {"nickname": name}, content_type="application/json"
                )
            connections.close_all()

        threads = [
            threading.Thread(target=go) for go in (changes_password, saves_profile)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [204]
        user.refresh_from_db()
        lost += not user.check_password("ganz-neu-und-lang-9")

    assert lost == 0
