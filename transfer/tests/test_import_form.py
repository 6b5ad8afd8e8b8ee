"""What the form of the desk's import offers, and what of a zip it takes."""

import pytest

from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.tests.factories import AnthologyPageFactory, AuthorPageFactory
from transfer.admin import MAX_POSTS, ImportForm, check_source
from transfer.errors import ReadError, SourceError
from transfer.models import MarkdownImport
from transfer.reading.sources import Source


def source(*files, refused=()):
    reads = {path: (lambda: b"x") for path in files}
    return Source(reads, {path: ReadError(code) for path, code in refused})


@pytest.mark.parametrize(
    "good",
    [
        source("a.md"),
        source("文/名.markdown", "x.png", refused=[("b.md", "climbs")]),
        source(*(f"{n}.md" for n in range(MAX_POSTS))),
    ],
    ids=["one", "bad ones beside", "most"],
)
def test_a_zip_with_a_post_is_taken(good):
    assert check_source(good) is None


@pytest.mark.parametrize(
    ("bad", "code", "detail"),
    [
        (source(), "no_posts", ""),
        (source("a.png", "b.txt"), "no_posts", ""),
        (source(refused=[("a.png", "zip_bomb")]), "no_posts", ""),
        (
            source("a.png", refused=[("z.md", "climbs"), ("b.md", "encrypted")]),
            "encrypted",
            "b.md",
        ),
        (
            source(*(f"{n}.md" for n in range(MAX_POSTS + 1))),
            "too_many_posts",
            str(MAX_POSTS),
        ),
    ],
    ids=["empty", "no post", "pictures", "all refused", "too many"],
)
def test_a_zip_without_a_post_is_refused_by_its_first_fault(bad, code, detail):
    with pytest.raises(SourceError) as refusal:
        check_source(bad)

    assert (refusal.value.code, refusal.value.detail) == (code, detail)


def labels(form):
    return [label for _value, label in form["anthology"].field.choices][1:]


@pytest.mark.django_db
def test_an_author_is_offered_the_own_anthologies_with_the_default_chosen():
    author, _other = AuthorPageFactory(title="甲"), AuthorPageFactory(title="乙")
    AnthologyPageFactory(parent=author, title="书")

    form = ImportForm(user=author.user)

    assert labels(form) == ["甲 / 随笔", "甲 / 书"]
    assert form["anthology"].field.initial.title == "随笔"


@pytest.mark.django_db
def test_an_editor_is_offered_all_and_a_reader_none():
    AuthorPageFactory(title="甲")
    AuthorPageFactory(title="乙")
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name=roles.EDITORS))

    offered = ImportForm(user=editor)

    assert labels(offered) == ["甲 / 随笔", "乙 / 随笔"]
    assert offered["anthology"].field.initial.title == "随笔"
    assert labels(ImportForm(user=UserFactory())) == []


@pytest.mark.django_db
def test_without_a_file_nothing_is_handed_in(client):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)

    answer = client.post(reverse("transfer:import"), {"anthology": ""})

    errors = answer.context["form"].errors.as_data()
    assert answer.status_code == 400
    assert {name: [e.code for e in found] for name, found in errors.items()} == {
        "archive": ["required"],
        "anthology": ["required"],
    }
    assert MarkdownImport.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    client.force_login(AuthorPageFactory(title="甲").user)

    assert getattr(client, method)(reverse("transfer:import")).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["x", "0", "-1", "999999999999", "一", ""])
def test_a_page_that_there_is_not_is_the_nearest(client, page):
    author = AuthorPageFactory(title="甲")
    book = author.get_children().first().specific
    row = MarkdownImport.objects.create(
        user=author.user, anthology=book, file_name="博客.zip", state="failed", error="crashed"
    )  # fmt: skip
    client.force_login(author.user)

    listed = client.get(reverse("transfer:import"), {"p": page})
    report = client.get(reverse("transfer:report", args=[row.pk]), {"p": page})

    assert (listed.status_code, report.status_code) == (200, 200)
    assert "博客.zip" in listed.content.decode()
    assert "导入几次都中断了，请联系管理员" in report.content.decode()
