"""Groups that the site finds by name keep it; all others are their editors' own."""

import pytest

from django.contrib.auth.models import Group
from django.test import Client

from accounts.staff import roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(admin_client: Client) -> Client:
    return admin_client


def form_of(client: Client, group: Group) -> dict:
    """What the edit form of `group` sends when nobody touched it."""
    context = client.get(f"/admin/groups/edit/{group.pk}/").context
    sent = {"name": group.name, "permissions": []}
    for panel in context["permission_panels"]:
        management = getattr(panel, "management_form", None)
        if management is None:
            continue
        sent |= {f"{panel.prefix}-{k}": v for k, v in management.initial.items()}
        sent[f"{panel.prefix}-INITIAL_FORMS"] = 0
        sent[f"{panel.prefix}-TOTAL_FORMS"] = 0
    return sent


def kept() -> list[Group]:
    own = Group.objects.create(name=f"{roles.AUTHORS} #7")
    names = [roles.AUTHORS, roles.TOPIC_EDITORS]
    return [own, *(Group.objects.get(name=name) for name in names)]


def test_what_the_site_works_with_is_neither_renamed_nor_deleted(desk):
    for group in kept():
        name = group.name

        desk.post(
            f"/admin/groups/edit/{group.pk}/", form_of(desk, group) | {"name": "x"}
        )
        answer = desk.post(f"/admin/groups/delete/{group.pk}/")

        assert answer["Location"] == f"/admin/groups/edit/{group.pk}/"
        assert Group.objects.get(pk=group.pk).name == name
        told = desk.get(answer["Location"]).content.decode()
        assert "网站靠这个用户组工作，不能改名，也不能删除。" in told


def test_others_are(desk):
    group = Group.objects.get(name=roles.EDITORS)

    desk.post(
        f"/admin/groups/edit/{group.pk}/", form_of(desk, group) | {"name": "主编"}
    )
    assert Group.objects.get(pk=group.pk).name == "主编"

    desk.post(f"/admin/groups/delete/{group.pk}/")
    assert not Group.objects.filter(pk=group.pk).exists()
