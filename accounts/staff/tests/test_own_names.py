"""Nobody goes by the name of the site, its staff, or of nothing at all."""

from datetime import timedelta

import pytest

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.door.api.serializers import MeSerializer
from accounts.door.sign_up import Newcomer
from accounts.identity.guarded_names import validate_name, validate_username_for_people
from accounts.models import User
from accounts.social.identity import Identity, clean_nickname
from accounts.social.services import sign_up_with_identity
from accounts.staff import roles
from accounts.staff.own_names import is_own_name, names_of_staff
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

# Letters (category Lo) that are drawn as nothing.
FILLERS = ["\u3164", "\u115f", "\u1160", "\uffa0"]
OFFICIAL = [
    "荏苒官方",
    "荏苒 · 官 方",
    "荏苒",
    "管理员",
    "系统管理員",
    "站长小王",
    "官方客服",
    "Admin",
    "аdmin",
    "ＡＤＭＩＮ",
    "Renran_Admin01",
    "renranAdmin",
    "official",
    "0fficial",
    "renran",
    "荏苒小助手",
    "荏苒运营",
    "荏苒官网",
    "荏苒團隊",
    "荏苒編輯",
    "我是荏苒編輯",
    "系統通知",
    "平台公告",
    "Renran Support",
    "Renran Team",
    "renran_team",
    "Administrators",
    "ADMlN",
    "adm1n_x",
    "🅰dmin",
    "🇦🇩🇲🇮🇳",
    "ᴀdmin",
    "Ádmin",
    "ADMİN",
    *[f"官{filler}方" for filler in FILLERS],
    *[f"管理{filler}员" for filler in FILLERS],
]
ORDINARY = [
    "林闻",
    "荏苒时光",
    "badminton",
    "👩‍🔬 小林",
    "管理学徒",
    "Adminer",
    "O'Brien",
    "荏苒的风",
    "光阴荏苒",
    "系统架构师",
    "社区志愿者",
    "renrantree",
    "Iris",
]
UNSEEN = [
    "\u200b",
    "\u3164",
    "\u200b\u200b\u3164",
    "\u202e",
    "\u2060 \u115f",
    "\ufeff",
    "\u180b",
    "\u180d",
    "\u180f",
    "\U000e0100",
    "\U000e01ef",
    "\U0001d159",
    "\U00016fe4",
]


@pytest.mark.parametrize("name", OFFICIAL)
def test_names_of_the_site_are_refused(name):
    with pytest.raises(ValidationError) as refusal:
        validate_name(name, owner_id=None)

    assert refusal.value.code == "name_reserved"


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_names_are_not(name):
    validate_name(name, owner_id=None)


@pytest.fixture
def editor() -> User:
    return UserFactory(username="zongbian", nickname="陈总编", groups=[roles.EDITORS])


@pytest.mark.parametrize(
    "name", ["陈总编", "陈 总 编", "陈总编。", "zongbian", "ZongBian"]
)
def test_names_of_staff_are_refused(editor, name):
    assert not is_own_name(name, owner=UserFactory())
    assert is_own_name(name, owner=editor)
    assert set(names_of_staff()) == {(editor.pk, "zongbian"), (editor.pk, "陈总编")}


def test_a_name_without_letters_is_like_nobody_s(editor):
    User.objects.filter(pk=editor.pk).update(nickname="🌸")

    assert is_own_name("🍀", owner=UserFactory())


def test_staff_may_carry_the_name_of_an_office(editor):
    assert is_own_name("荏苒官方", owner=editor)


@pytest.mark.parametrize("name", ["admin_01", "荏苒官方号", "official", "zongbian_"])
def test_usernames_are_guarded_alike(editor, name):
    with pytest.raises(ValidationError) as refusal:
        validate_username_for_people(name)

    assert refusal.value.code == "username_reserved"


@pytest.mark.parametrize("name", [*OFFICIAL, "陈总编", *UNSEEN])
def test_no_door_lets_a_bad_nickname_in(own, reader, send, editor, name):
    reader.refresh_from_db()
    before = reader.nickname

    form = send("profile", nickname=name)
    api = own.patch("/api/v1/me/", {"nickname": name}, content_type="application/json")

    assert (form.status_code, api.status_code) == (200, 400)
    assert "nickname" in api.json()["errors"]
    reader.refresh_from_db()
    assert reader.nickname == before


@pytest.mark.parametrize("name", ["荏苒官方", "陈总编"])
def test_a_provider_s_bad_nickname_is_left_out(editor, name):
    identity = Identity(
        provider="github", uid="1", id_key="id", nickname=clean_nickname(name)
    )

    user = sign_up_with_identity(
        identity=identity, newcomer=Newcomer("linwen", ""), accepts=True
    )

    assert User.objects.get(pk=user.pk).nickname == ""


@pytest.mark.parametrize("name", UNSEEN)
def test_a_provider_s_unseen_nickname_is_none(name):
    assert clean_nickname(name) == ""


def test_line_breaks_and_direction_marks_never_stay(reader):
    reader.nickname, reader.city = "林\n闻\u202e", "杭\u200f州\r\n"

    reader.save()

    reader.refresh_from_db()
    assert (reader.nickname, reader.city) == ("林 闻", "杭州")


def test_the_joiner_of_emoji_stays(reader):
    reader.nickname = "👩‍🔬"

    reader.save()

    assert User.objects.get(pk=reader.pk).nickname == "👩‍🔬"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birthday", "1200-01-01"),
        ("birthday", "1899-12-31"),
        ("birthday", str(timezone.localdate() + timedelta(days=2))),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.com/"),
        ("bio", "\u200b\u3164"),
        ("city", "\u3164"),
    ],
)
def test_one_rule_a_field_at_every_door(own, reader, send, field, value):
    before = getattr(reader, field)

    form = send("profile", **{field: value})
    api = own.patch("/api/v1/me/", {field: value}, content_type="application/json")
    serializer = MeSerializer(reader, data={field: value}, partial=True)

    assert (form.status_code, api.status_code) == (200, 400)
    assert not serializer.is_valid()
    assert list(api.json()["errors"]) == [field]
    reader.refresh_from_db()
    assert getattr(reader, field) == before


def test_who_has_such_a_name_already_may_change_the_rest(own, reader, send):
    User.objects.filter(pk=reader.pk).update(nickname="荏苒官方")

    answer = send("profile", nickname="荏苒官方", city="杭州")

    reader.refresh_from_db()
    assert (answer.status_code, reader.city) == (302, "杭州")
