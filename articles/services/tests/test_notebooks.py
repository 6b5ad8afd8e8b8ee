"""A reader opens a notebook: once, with a readable address and the right rights."""

import threading

import pytest

from django.contrib.auth.models import Group
from django.db import connection

from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
)

from accounts.models import User
from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import AnthologyPage, AuthorIndexPage, AuthorPage
from articles.services import open_notebook

pytestmark = pytest.mark.django_db


def personal(user) -> Group:
    return Group.objects.get(name=f"作者 #{user.pk}")


def page_rights(group: Group, page: Page) -> list[str]:
    rows = GroupPagePermission.objects.filter(group=group, page=page)
    return sorted(rows.values_list("permission__codename", flat=True))


def test_the_first_call_makes_author_page_anthology_and_library():
    user = UserFactory(nickname="沈砚秋")

    anthology = open_notebook(user=user)

    author = user.author_pages.get()
    assert (author.title, author.slug, author.owner, author.live) == (
        "沈砚秋",
        "shen-yan-qiu",
        user,
        True,
    )
    assert author.url == "/authors/shen-yan-qiu/"
    assert (anthology.title, anthology.slug, anthology.is_default) == (
        "随笔",
        "suibi",
        True,
    )
    assert anthology.newest_first is True
    assert anthology.get_parent().pk == author.pk
    assert [page.revisions.count() for page in (author, anthology)] == [1, 1]


def test_what_is_made_for_an_author_is_out_and_no_draft_beside_it():
    anthology = open_notebook(user=UserFactory())

    for page in (anthology, anthology.author):
        stored = Page.objects.get(pk=page.pk)
        assert (stored.live, stored.has_unpublished_changes) == (True, False)
        assert stored.live_revision_id == stored.latest_revision_id
        assert stored.first_published_at is not None
        assert (page.live_revision_id, page.first_published_at) == (
            stored.live_revision_id,
            stored.first_published_at,
        )


def test_the_author_gets_the_own_pages_and_the_own_pictures_only():
    user = UserFactory()

    author = open_notebook(user=user).author

    group = personal(user)
    assert set(user.groups.values_list("name", flat=True)) == {
        roles.AUTHORS,
        group.name,
    }
    assert page_rights(group, author) == ["add_page", "change_page"]
    assert GroupPagePermission.objects.filter(group=group).count() == 2
    library = Collection.objects.get(name=group.name)
    assert library.get_parent().name == "作者图库"
    rows = GroupCollectionPermission.objects.filter(group=group)
    assert set(rows.values_list("collection_id", flat=True)) == {library.pk}
    assert sorted(rows.values_list("permission__codename", flat=True)) == [
        f"{action}_{kind}"
        for action in ("add", "change", "choose", "delete")
        for kind in ("document", "image")
    ]


def test_a_second_call_gives_the_same_and_makes_nothing():
    user = UserFactory()
    first = open_notebook(user=user)
    counted = (Page, Group, Collection, GroupPagePermission, GroupCollectionPermission)
    before = [model.objects.count() for model in counted]

    second = open_notebook(user=user)

    assert second == first
    assert [model.objects.count() for model in counted] == before


def test_a_deleted_default_anthology_is_made_again():
    user = UserFactory()
    open_notebook(user=user).delete()

    assert open_notebook(user=user).slug == "suibi"


def test_a_deleted_account_opens_nothing():
    user = UserFactory()
    gone = User(pk=user.pk)
    user.delete()

    with pytest.raises(User.DoesNotExist):
        open_notebook(user=gone)

    assert not AuthorPage.objects.exists()


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["沈砚秋"] * 3, ["shen-yan-qiu", "shen-yan-qiu-2", "shen-yan-qiu-3"]),
        (["深言求", "沈砚秋"], ["shen-yan-qiu", "shen-yan-qiu-2"]),
        (["🌱", "🌱🌱"], ["author", "author-2"]),
        (["Ann Li", "ann-li"], ["ann-li", "ann-li-2"]),
    ],
)
def test_equal_names_get_addresses_of_their_own(names, slugs):
    users = [UserFactory(nickname=name) for name in names]

    authors = [open_notebook(user=user).author for user in users]

    assert [author.slug for author in authors] == slugs
    assert [author.title for author in authors] == names


def test_a_reader_without_a_nickname_writes_under_the_username():
    author = open_notebook(user=UserFactory(username="linwen", nickname="")).author

    assert (author.title, author.slug) == ("linwen", "linwen")


def test_the_translated_author_page_belongs_to_the_author_too():
    author = open_notebook(user=UserFactory()).author
    english = Locale.objects.get(language_code="en")

    translation = author.copy_for_translation(english)
    translation.save_revision().publish()

    translation.refresh_from_db()
    assert translation.user == author.user
    group = personal(author.user)
    assert page_rights(group, translation) == ["add_page", "change_page"]
    tester = translation.permissions_for_user(author.user)
    assert (tester.can_edit(), tester.can_publish()) == (True, False)


# --- Two at once, on a database with real rows to lock --------------------------


def at_once(users: list) -> tuple[list, list]:
    """`open_notebook` for each of `users` in threads that start together."""
    barrier = threading.Barrier(len(users))
    made, failed = [], []

    def work(user) -> None:
        try:
            barrier.wait()
            made.append(open_notebook(user=user).pk)
        except Exception as error:  # noqa: BLE001 shown by the test
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return made, failed


def tree_problems() -> list:
    return [list(problem) for problem in Page.find_problems()]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_user_in_eight_windows_gets_one_notebook():
    user = UserFactory(nickname="沈砚秋")

    made, failed = at_once([user] * 8)

    assert failed == []
    assert len(made) == 8
    assert len(set(made)) == 1
    assert AuthorPage.objects.count() == 1
    assert AnthologyPage.objects.count() == 1
    assert Collection.objects.filter(name__contains="#").count() == 1
    assert tree_problems() == [[], [], [], [], []]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_newcomers_at_once_get_eight_places_in_the_tree():
    users = [UserFactory(nickname="沈砚秋") for _n in range(8)]

    made, failed = at_once(users)

    assert failed == []
    assert len(set(made)) == 8
    authors = AuthorPage.objects.all()
    assert len({author.path for author in authors}) == 8
    numbered = [f"shen-yan-qiu-{n}" for n in range(2, 9)]
    assert {author.slug for author in authors} == {"shen-yan-qiu", *numbered}
    assert {author.user_id for author in authors} == {user.pk for user in users}
    libraries = Collection.objects.filter(name__startswith="作者 #")
    assert len({library.path for library in libraries}) == 8
    assert Collection.objects.filter(name="作者图库").count() == 1
    assert AuthorIndexPage.objects.get(locale=Locale.get_default()).numchild == 8
    assert tree_problems() == [[], [], [], [], []]
    assert [list(problem) for problem in Collection.find_problems()] == [[]] * 5
