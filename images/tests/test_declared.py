"""Apps say of their pages who wrote them and what is for buyers; others are free."""

import pytest

from django.contrib.auth.models import AnonymousUser

from core.registry import TakenError
from images import declared
from images.declared import Mark, Writers
from images.rights import nobody

VISITOR = AnonymousUser()


class Book:
    """What some app knows."""


class Bound(Book):
    """A subclass, which nobody declared."""


@pytest.fixture(autouse=True)
def only_books(monkeypatch):
    """Only books are declared here: their second half is gated, for `rich`."""
    mark = Mark(
        gated=lambda _book: lambda path: path.startswith("behind."),
        buyer=lambda user, _book: user == "rich",
    )
    monkeypatch.setattr(declared.MARKS, "_parts", {Book: mark})
    own = Writers(people=lambda _book: {7}, namers=lambda _book: lambda _path: {8})
    monkeypatch.setattr(declared.WRITERS, "_parts", {Book: own})


@pytest.mark.parametrize("path", ["", "behind", "before.1", "behind.1", "封面"])
def test_what_stands_behind_the_mark_is_gated(path):
    assert declared.what_is_gated(Book())(path) == (path == "behind.1")


@pytest.mark.parametrize("thing", [Bound(), object(), None])
def test_what_nobody_declared_is_free_and_the_sites_own(thing):
    assert not declared.what_is_gated(thing)("behind.1")
    assert not declared.may_read_gated("rich", thing)
    assert declared.writers_of(thing) is None
    assert declared.namers_of(thing) is nobody


@pytest.mark.parametrize(("user", "may"), [("rich", True), (VISITOR, False)])
def test_buyers_may_read_what_is_gated(user, may):
    assert declared.may_read_gated(user, Book()) is may


def test_of_a_declared_page_people_are_known():
    assert declared.writers_of(Book()) == {7}
    assert declared.namers_of(Book())("body") == {8}


def test_a_page_is_declared_by_one_app():
    with pytest.raises(TakenError):
        declared.MARKS.register(
            Book, Mark(gated=lambda _b: bool, buyer=lambda _u, _b: 1)
        )

    assert declared.may_read_gated("rich", Book())
