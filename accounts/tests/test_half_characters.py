"""Half a character is refused, in words that can be sent."""

import pytest

from django.test import Client

from accounts.models import Preferences, User
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HALF = r'"\ud83c"'


@pytest.mark.parametrize(
    ("method", "address", "body", "field"),
    [
        ("post", "codes", f'{{"purpose": {HALF}, "email": "a@b.cn"}}', "purpose"),
        ("post", "codes", f'{{"purpose": "bind", "email": {HALF}}}', "email"),
        ("post", "codes", f'{{"purpose": "bind", "mobile": {HALF}}}', "mobile"),
        ("patch", "me", f'{{"gender": {HALF}}}', "gender"),
        ("patch", "me", f'{{"bio": {HALF}}}', "bio"),
        ("patch", "me", f'{{"birthday": {HALF}}}', "birthday"),
        ("patch", "me", f'{{"website": {HALF}}}', "website"),
        ("patch", "me/preferences", f'{{"language": {HALF}}}', "language"),
        ("patch", "me/preferences", f'{{"theme": {HALF}}}', "theme"),
        ("patch", "me/preferences", f'{{"shows_city": {HALF}}}', "shows_city"),
        ("put", "me/email", f'{{"email": {HALF}}}', "email"),
        ("put", "me/password", f'{{"password": {HALF}}}', "password"),
        ("put", "me/deletion", f'{{"keeps_texts": {HALF}}}', "keeps_texts"),
    ],
)
def test_a_refusal_can_be_sent(method, address, body, field):
    user = UserFactory(bio="旧")
    Preferences.objects.create(user=user)
    client = Client(raise_request_exception=False)
    client.force_login(user)

    answer = getattr(client, method)(
        f"/api/v1/{address}/", body, content_type="application/json"
    )

    refusal = answer.json()
    assert (answer.status_code, refusal["code"]) == (400, "invalid")
    assert field in refusal["errors"]
    row = User.objects.get(pk=user.pk)
    assert (row.gender, row.bio, row.has_usable_password()) == ("", "旧", True)
    assert user.preferences == Preferences.objects.get()
