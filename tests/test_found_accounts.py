"""Accounts: names nobody may have, and what one request writes over another's."""

import pytest

from django.core.exceptions import ValidationError
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
