"""Leaving and staying at the same moment; many clicks on one button."""

import pytest

from django.utils import timezone

from accounts.leaving.services import (
    ask_to_leave,
    carry_out_leaving,
    take_back_leaving,
)
from accounts.me.export.services import request_export
from accounts.models import DataExport, DeletionRequest, User
from accounts.tests.factories import UserFactory
from accounts.tests.test_races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_of_taking_back_and_carrying_out_one_wins():
    for _round in range(30):
        user = UserFactory(nickname="林闻")
        DeletionRequest.objects.create(
            user=user, keeps_texts=True, due_at=timezone.now()
        )
        stayed: list[bool] = []
        left: list[bool] = []

        def act(number: int, user=user, stayed=stayed, left=left) -> None:
            if number % 2:
                stayed.append(take_back_leaving(user=user))
            else:
                left.append(carry_out_leaving(user.pk))

        at_once(4, act)

        row = User.objects.get(pk=user.pk)
        has_left = row.username == f"deleted-{user.pk}"
        assert (any(stayed), any(left)) in ((True, False), (False, True))
        assert has_left is any(left)
        assert row.is_active is not has_left
        assert not DeletionRequest.objects.exists()


def test_many_clicks_ask_once():
    user = UserFactory()

    at_once(10, lambda _n: ask_to_leave(user=user, keeps_texts=True, device_id=None))
    outcomes = at_once(10, lambda _n: request_export(user=user))

    assert DeletionRequest.objects.count() == 1
    assert outcomes == ["done"] + ["export_too_soon"] * 9
    assert DataExport.objects.count() == 1
