"""`/me/bindings/`: bound, let go, and never without a way in."""

import threading

import pytest
from social_django.models import UserSocialAuth

from django.db import connections
from django.utils import timezone

from accounts.models import User
from accounts.social.exceptions import (
    IdentityTakenError,
    LastWayInError,
    ProviderBoundError,
)
from accounts.social.identity import Identity
from accounts.social.selectors import identities_of
from accounts.social.services import bind_identity, unbind_identity
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/me/bindings/"
LAST = "这是唯一的登录方式。请先设置密码，或绑定手机号或邮箱。"


def identity(provider: str = "qq", uid: str = "UID_1") -> Identity:
    return Identity(provider=provider, uid=uid, id_key="unionid", nickname="小企鹅")


def without_ways(**fields) -> User:
    """An account that nothing opens yet."""
    user = UserFactory(**{"email": "", **fields})
    user.set_unusable_password()
    user.save()
    return user


def rows() -> list[tuple[int, str, str]]:
    found = UserSocialAuth.objects.order_by("pk")
    return list(found.values_list("user_id", "provider", "uid"))


def test_the_page_lists_what_is_bound_and_what_could_be(client, gateway):
    user = UserFactory()
    row = bind_identity(user=user, identity=identity())
    client.force_login(user)

    page = client.get(PAGE)

    text = page.content.decode()
    assert page.status_code == 200
    assert [each.provider for each in page.context["bindings"]] == ["qq"]
    assert [each.name for each in page.context["unbound"]] == [
        "weixin",
        "weibo",
        "github",
        "google",
    ]
    assert "小企鹅" in text
    assert f'action="{PAGE}{row.pk}/unbind/"' in text
    assert 'aria-label="解绑 QQ"' in text
    assert 'aria-label="绑定 微信"' in text


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}1/unbind/"])
def test_only_who_is_signed_in_gets_there(client, address):
    answer = client.post(address) if "unbind" in address else client.get(address)

    assert answer["Location"] == f"/accounts/login/?next={address}"


def test_an_identity_is_bound_from_the_page(client, gateway, travel):
    user = UserFactory(email="")
    client.force_login(user)

    back = travel("qq")

    assert (back.status_code, back["Location"]) == (302, PAGE)
    assert rows() == [(user.pk, "qq", "UID_5C6D7E8F900A1B2C")]
    assert identities_of(user)[0].nickname == "小企鹅"


def test_an_identity_of_another_account_is_refused(client, gateway, travel):
    owner, other = UserFactory(), UserFactory()
    bind_identity(user=owner, identity=identity(uid=gateway.person.unionid))
    client.force_login(other)

    page = travel("qq")

    assert page.status_code == 409
    assert "它已经绑定在另一个账号上。" in page.content.decode()
    assert 'href="/me/bindings/"' in page.content.decode()
    assert rows() == [(owner.pk, "qq", gateway.person.unionid)]
    assert int(client.session["_auth_user_id"]) == other.pk


def test_binding_twice_changes_nothing_and_a_second_one_is_refused():
    user = UserFactory()
    first = bind_identity(user=user, identity=identity())

    assert bind_identity(user=user, identity=identity()) == first
    with pytest.raises(ProviderBoundError) as refusal:
        bind_identity(user=user, identity=identity(uid="UID_2"))
    with pytest.raises(IdentityTakenError):
        bind_identity(user=UserFactory(), identity=identity())

    assert str(refusal.value) == "你的账号已经绑定了一个QQ。请先解绑它，再绑定新的。"
    assert rows() == [(user.pk, "qq", "UID_1")]


def test_unbinding_from_the_page_tells_the_owner(client, gateway, mailoutbox):
    user = UserFactory(email="lin@example.com")
    row = bind_identity(user=user, identity=identity())
    client.force_login(user)
    mailoutbox.clear()

    answer = client.post(f"{PAGE}{row.pk}/unbind/")

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert rows() == []
    assert [mail.subject for mail in mailoutbox] == ["账号的QQ绑定已更改"]


def test_the_last_way_in_stays(client, gateway):
    user = without_ways()
    row = bind_identity(user=user, identity=identity())
    client.force_login(user)

    page = client.post(f"{PAGE}{row.pk}/unbind/")

    assert page.status_code == 409
    assert LAST in page.content.decode()
    assert rows() == [(user.pk, "qq", "UID_1")]


def test_identities_of_others_are_not_to_be_had(client, gateway):
    row = bind_identity(user=UserFactory(), identity=identity())
    client.force_login(UserFactory())

    answers = [client.post(f"{PAGE}{pk}/unbind/") for pk in (row.pk, 10**30)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert len(rows()) == 1


@pytest.mark.parametrize(
    "way",
    [
        {"mobile": "+8613812345678"},
        {"email": "lin@example.com", "email_verified_at": timezone.now()},
    ],
)
def test_a_number_or_a_verified_address_is_a_way_in(way):
    user = without_ways(**way)
    row = bind_identity(user=user, identity=identity())

    assert unbind_identity(user=user, identity_id=row.pk) is True
    assert rows() == []


def test_a_password_is_a_way_in():
    user = UserFactory(email="")
    row = bind_identity(user=user, identity=identity())

    assert unbind_identity(user=user, identity_id=row.pk) is True


def test_an_address_that_is_not_verified_is_none():
    user = without_ways(email="lin@example.com")
    row = bind_identity(user=user, identity=identity())

    with pytest.raises(LastWayInError):
        unbind_identity(user=user, identity_id=row.pk)


def test_another_identity_is_a_way_in_while_its_provider_is_offered(gateway, settings):
    user = without_ways()
    row = bind_identity(user=user, identity=identity())
    other = bind_identity(user=user, identity=identity("weibo", "1404376560"))
    settings.SOCIAL_AUTH_WEIBO_KEY = ""

    with pytest.raises(LastWayInError):
        unbind_identity(user=user, identity_id=row.pk)
    assert unbind_identity(user=user, identity_id=other.pk) is True
    assert rows() == [(user.pk, "qq", "UID_1")]


def at_once(*works) -> list[object]:
    """What each gives, or the error it raises, in threads with connections of their own."""
    answers: list[object] = []
    start = threading.Barrier(len(works))

    def run(work) -> None:
        start.wait(timeout=30)
        try:
            answers.append(work())
        except (LastWayInError, IdentityTakenError, ProviderBoundError) as refusal:
            answers.append(type(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_last_identities_one_stays_however_fast_they_go(gateway):
    for _ in range(5):
        user = without_ways()
        first = bind_identity(user=user, identity=identity(uid=f"UID_{user.pk}"))
        second = bind_identity(user=user, identity=identity("weibo", str(user.pk)))

        answers = at_once(
            lambda: unbind_identity(user=user, identity_id=first.pk),  # noqa: B023
            lambda: unbind_identity(user=user, identity_id=second.pk),  # noqa: B023
        )

        assert sorted(answers, key=str) == sorted([True, LastWayInError], key=str)
        assert UserSocialAuth.objects.filter(user=user).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_accounts_one_gets_the_identity():
    users = [without_ways() for _ in range(8)]

    answers = at_once(
        *[
            lambda user=user: bind_identity(user=user, identity=identity()).user_id
            for user in users
        ]
    )

    [owner] = [answer for answer in answers if answer is not IdentityTakenError]
    assert len(answers) == 8
    assert rows() == [(owner, "qq", "UID_1")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_identities_at_one_provider_one_is_bound():
    user = without_ways()

    answers = at_once(
        *[
            lambda n=n: bind_identity(user=user, identity=identity(uid=f"UID_{n}")).uid
            for n in range(8)
        ]
    )

    assert answers.count(ProviderBoundError) == 7
    assert len(rows()) == 1
