"""A password that is shared is not found by trying."""

from datetime import timedelta

import pytest
import time_machine

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
SECRET = "只给会员"
LATE = 15 * 60 + 1


@pytest.fixture
def page():
    return ArticlePageFactory(markdown=SECRET)


@pytest.fixture
def lock(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="0100"
    )


@pytest.fixture
def enter(page, lock):
    """Tries a password from an address, as a new visitor."""

    def send(password: str, address: str = "192.0.2.1"):
        return Client(REMOTE_ADDR=address).post(
            f"/_util/authenticate_with_password/{lock.pk}/{page.pk}/",
            {"password": password, "return_url": page.url},
        )

    return send


def test_ten_wrong_tries_are_enough(page, lock, enter):
    wrong = [enter(f"{number:04}").status_code for number in range(99)]
    right = enter("0100")

    assert wrong == [200] * 10 + [429] * 89
    assert right.status_code == 429
    assert 0 < int(right["Retry-After"]) <= 15 * 60
    text = right.content.decode()
    assert "试的次数太多了，请 15 分钟后再来" in text
    assert f'value="{page.url}"' in text
    assert SECRET not in text
    assert "no-store" in right["Cache-Control"]


def test_others_are_not_kept_out_and_the_pause_ends(page, lock, enter):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        for number in range(11):
            enter(f"{number:04}")
        elsewhere = enter("0100", "192.0.2.2")
        household = [enter("x", f"2001:db8::{n}").status_code for n in range(11)]
    with time_machine.travel(start + timedelta(seconds=LATE), tick=False):
        later = enter("0100")

    assert (elsewhere.status_code, elsewhere["Location"]) == (302, page.url)
    assert household == [200] * 10 + [429]
    assert later.status_code == 302


def test_one_password_is_not_another(lock, enter):
    for _try in range(11):
        enter("x")
    other = ArticlePageFactory(markdown=SECRET)
    second = PageViewRestriction.objects.create(
        page=other, restriction_type="password", password="山"
    )

    answer = Client(REMOTE_ADDR="192.0.2.1").post(
        f"/_util/authenticate_with_password/{second.pk}/{other.pk}/",
        {"password": "山", "return_url": other.url},
    )

    assert answer.status_code == 302


def test_a_whole_class_comes_in_by_one_address(enter):
    assert [enter("0100").status_code for _pupil in range(40)] == [302] * 40
    assert [enter("x").status_code for _try in range(11)] == [200] * 10 + [429]


def test_documents_behind_a_password_are_guarded_alike():
    room = Collection.get_first_root_node().add_child(name="合同")
    lock = CollectionViewRestriction.objects.create(
        collection=room, restriction_type="password", password="0100"
    )
    document = get_document_model().objects.create(
        title="合同", file=ContentFile(b"%PDF-", "a.pdf"), collection=room
    )
    address = f"/documents/authenticate_with_password/{lock.pk}/"
    client = Client()

    codes = [
        client.post(
            address, {"password": f"{number:04}", "return_url": document.url}
        ).status_code
        for number in range(101)
    ]

    assert codes == [200] * 10 + [429] * 91
    assert client.get(address).status_code == 200
    assert b"%PDF-" not in client.get(document.url).getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_root_of_the_tree_asks_for_no_password(client, method):
    root = Page.get_first_root_node()
    lock = PageViewRestriction.objects.create(
        page=root, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )

    for number in (lock.pk, lock.pk + 1):
        address = f"/_util/authenticate_with_password/{number}/{root.pk}/"
        assert getattr(client, method)(address).status_code == 404
