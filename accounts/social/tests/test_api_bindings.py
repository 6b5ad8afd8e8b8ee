"""`/api/v1/me/bindings/`: what is bound to the own account."""

import pytest
from social_django.models import UserSocialAuth

from accounts.social.identity import Identity
from accounts.social.services import bind_identity
from accounts.social.tests.test_api import arrive, code_of
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_own_bindings_are_listed_made_and_let_go(api):
    user = UserFactory()
    ticket = arrive(api).data["ticket"]
    api.force_authenticate(user)

    made = api.post("/api/v1/me/bindings/", {"provider": "qq", "ticket": ticket})
    again = api.post("/api/v1/me/bindings/", {"provider": "qq", "ticket": ticket})
    listed = api.get("/api/v1/me/bindings/")

    row = UserSocialAuth.objects.get()
    assert made.status_code == 201
    assert code_of(again) == (400, "social_state")
    assert listed.data == [made.data]
    assert {**made.data, "bound_at": ""} == {
        "id": row.pk,
        "provider": "qq",
        "title": "QQ",
        "nickname": "小企鹅",
        "bound_at": "",
    }
    assert api.delete(f"/api/v1/me/bindings/{row.pk}/").status_code == 204
    assert api.delete(f"/api/v1/me/bindings/{row.pk}/").status_code == 404
    assert api.delete(f"/api/v1/me/bindings/{10**30}/").status_code == 404


def test_the_last_way_in_stays(api):
    user = UserFactory(email="")
    user.set_unusable_password()
    user.save()
    who = Identity(provider="qq", uid="UID_1", id_key="unionid")
    row = bind_identity(user=user, identity=who)
    api.force_authenticate(user)

    answer = api.delete(f"/api/v1/me/bindings/{row.pk}/")

    assert code_of(answer) == (409, "last_way_in")
    assert UserSocialAuth.objects.count() == 1


def test_bindings_are_their_owner_s(api):
    assert api.get("/api/v1/me/bindings/").status_code == 401
