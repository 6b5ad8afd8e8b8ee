"""Blocking people: the rules, the page, the API."""

import json

import pytest

from django.db import IntegrityError, transaction

from accounts.me.export.registry import files_of
from accounts.tests.factories import UserFactory
from community.blocks import services
from community.blocks.exceptions import (
    BlockOneselfError,
    PersonUnknownError,
    TooManyBlocksError,
)
from community.blocks.leaving import erase_blocks
from community.blocks.models import Block
from community.blocks.selectors import blocked_people, is_blocked
from community.blocks.services import block_person, unblock_person

pytestmark = pytest.mark.django_db

PAGE, BLOCKS = "/me/blocked/", "/api/v1/me/blocks/"


@pytest.fixture
def reader(client):
    user = UserFactory(username="linwen")
    client.force_login(user)
    return user


@pytest.fixture
def other():
    return UserFactory(username="laowang", nickname="老王")


# --- Rules -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["laowang", "LaoWang", " @laowang ", "ｌａｏｗａｎｇ"])
def test_one_side_blocks_the_other(reader, other, name):
    block = block_person(blocker=reader, username=name)

    assert block.blocked == other
    assert is_blocked(by=reader, person=other) is True
    assert is_blocked(by=other, person=reader) is False


def test_twice_is_as_good_as_once(reader, other):
    first = block_person(blocker=reader, username="laowang")

    assert block_person(blocker=reader, username="laowang") == first
    assert Block.objects.count() == 1


@pytest.mark.parametrize("name", ["nobody", "", "a\0b", "@", "字" * 150])
def test_nobody_is_nobody(reader, name):
    with pytest.raises(PersonUnknownError):
        block_person(blocker=reader, username=name)


def test_who_left_is_nobody(reader, other):
    other.is_active = False
    other.save()

    with pytest.raises(PersonUnknownError):
        block_person(blocker=reader, username="laowang")


def test_nobody_blocks_themselves(reader):
    with pytest.raises(BlockOneselfError):
        block_person(blocker=reader, username="linwen")
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(blocker=reader, blocked=reader)

    assert Block.objects.count() == 0


def test_a_list_has_an_end(reader, other, monkeypatch):
    monkeypatch.setattr(services, "MOST", 1)
    block_person(blocker=reader, username="laowang")
    block_person(blocker=reader, username="laowang")
    UserFactory(username="third")

    with pytest.raises(TooManyBlocksError):
        block_person(blocker=reader, username="third")


def test_the_last_one_comes_first(reader, other):
    UserFactory(username="third")
    for name in ("laowang", "third"):
        block_person(blocker=reader, username=name)

    names = [block.blocked.username for block in blocked_people(reader)]

    assert names == ["third", "laowang"]


def test_each_list_is_the_own(reader, other):
    block_person(blocker=other, username="linwen")

    assert list(blocked_people(reader)) == []
    assert unblock_person(blocker=reader, username="laowang") is False
    assert unblock_person(blocker=other, username="LINWEN") is True


def test_blocks_go_into_the_copy_of_the_data(reader, other):
    block_person(blocker=reader, username="laowang")

    files = {file.path: file.content for file in files_of(reader)}

    [row] = json.loads(files["blocks/blocks.json"])
    assert row["username"] == "laowang"
    assert (
        json.loads({f.path: f.content for f in files_of(other)}["blocks/blocks.json"])
        == []
    )


def test_blocks_go_with_either_side(reader, other):
    third = UserFactory(username="third")
    block_person(blocker=reader, username="laowang")
    block_person(blocker=other, username="linwen")
    kept = block_person(blocker=third, username="laowang")

    for _again in range(2):
        erase_blocks(reader, keeps_texts=True)

    assert list(Block.objects.all()) == [kept]


# --- Page ------------------------------------------------------------------------


def test_people_are_blocked_and_let_back_by_page(client, reader, other):
    client.post(PAGE, {"username": "@laowang"})

    text = client.get(PAGE).content.decode()
    assert "已把 老王 加入黑名单。" in text
    assert "@laowang" in text
    client.post(f"{PAGE}unblock/", {"username": "laowang"})
    assert "黑名单是空的。" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nobody", "没有这个人，请检查用户名。"),
        ("linwen", "不能把自己加入黑名单。"),
        ("", "请填写这一项。"),
    ],
)
def test_who_cannot_be_blocked_is_said_and_kept(client, reader, name, told):
    page = client.post(PAGE, {"username": name})

    assert page.context["form"].errors["username"] == [told]
    assert page.context["form"]["username"].value() == name


@pytest.mark.parametrize("name", ["nobody", "", "a\0b", "x" * 500])
def test_to_let_nobody_back_is_no_error(client, reader, name):
    answer = client.post(f"{PAGE}unblock/", {"username": name})

    assert answer["Location"] == PAGE


def test_a_visitor_signs_in_first(client):
    assert client.get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"
    assert client.post(f"{PAGE}unblock/").status_code == 302


def test_the_list_costs_the_same_for_many(
    client, reader, django_assert_max_num_queries
):
    client.get(PAGE)
    for person in UserFactory.create_batch(20):
        block_person(blocker=reader, username=person.username)

    with django_assert_max_num_queries(16):
        client.get(PAGE)


# --- API -------------------------------------------------------------------------


def test_people_are_blocked_and_let_back_by_api(client, reader, other):
    made = client.post(BLOCKS, {"username": "laowang"}, "application/json")

    assert made.status_code == 201
    row = made.json()
    assert (row["username"], row["name"]) == ("laowang", "老王")
    listed = client.get(BLOCKS).json()
    assert (listed["results"], listed["next"]) == ([row], None)
    assert client.delete(f"{BLOCKS}laowang/").status_code == 204
    assert client.delete(f"{BLOCKS}laowang/").status_code == 404
    assert client.get(BLOCKS).json()["results"] == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"username": "nobody"}, 404, "person_unknown"),
        ({"username": "linwen"}, 400, "block_oneself"),
        ({}, 400, "invalid"),
        ({"username": "x" * 151}, 400, "invalid"),
    ],
)
def test_what_is_refused_has_a_code(client, reader, body, status, code):
    answer = client.post(BLOCKS, body, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Block.objects.count() == 0


@pytest.mark.parametrize("name", ["%00", "a%00b", "%F0%9F%98%80", "%2E%2E"])
def test_odd_names_are_not_there(client, reader, name):
    assert client.delete(f"{BLOCKS}{name}/").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_refused(client, method):
    assert getattr(client, method)(BLOCKS).status_code == 401
    assert client.delete(f"{BLOCKS}laowang/").status_code == 401


def test_pages_of_the_list_cost_the_same(client, reader, django_assert_max_num_queries):
    for person in UserFactory.create_batch(25):
        block_person(blocker=reader, username=person.username)

    with django_assert_max_num_queries(4):
        first = client.get(BLOCKS).json()

    assert len(first["results"]) == 20
    assert len(client.get(first["next"]).json()["results"]) == 5
