"""The form of a page in the admin, asked directly: what it fills in and refuses."""

from datetime import timedelta

import pytest

from django.core.exceptions import ValidationError
from django.utils import timezone

from wagtail.models import Page

from accounts.tests.factories import UserFactory
from core.pages import forms
from core.pages.forms import newer_revision
from home.models import StandardPage
from home.tests.factories import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db
FORM = StandardPage.get_edit_handler().get_form_class()


def form(page: StandardPage | None = None, **sent: object):
    """The form of `page`, or of a new page below home, with what was sent."""
    parent = page.get_parent() if page else home_page()
    instance = page or StandardPage(locale=home_page().locale)
    data = {"title": "关于", "slug": "", "body": "", "comments-TOTAL_FORMS": "0"}
    data["comments-INITIAL_FORMS"] = "0"
    return FORM(
        data | sent,
        instance=instance,
        parent_page=parent,
        for_user=UserFactory(is_superuser=True),
    )


def codes(filled) -> dict[str, list[str]]:
    return {
        name: [error.code for error in errors]
        for name, errors in filled.errors.as_data().items()
    }


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("关于", [], "guan-yu"),
        ("关于", ["guan-yu"], "guan-yu-2"),
        ("关于", ["guan-yu", "guan-yu-2", "guan-yu-4"], "guan-yu-3"),
        ("关于", ["guan-yu-2"], "guan-yu"),
        ("Admin", [], "admin-2"),
        ("。", [], "page"),
    ],
)
def test_an_address_left_to_us_is_the_first_that_is_free(title, taken, slug):
    for each in taken:
        StandardPageFactory(slug=each)

    filled = form(title=title)

    assert codes(filled) == {}
    assert filled.cleaned_data["slug"] == slug


def test_a_page_does_not_stand_in_its_own_way():
    page = StandardPageFactory(title="关于", slug="guan-yu")

    assert form(page, slug="").is_valid()
    assert form(page, slug="guan-yu").is_valid()


def test_below_another_page_an_address_of_the_site_is_free():
    below = StandardPageFactory(parent=StandardPageFactory(), slug="a")

    filled = form(below, title="Admin", slug="")

    assert codes(filled) == {}
    assert filled.cleaned_data["slug"] == "admin"


@pytest.mark.parametrize(
    ("slug", "code"),
    [("admin", "slug_reserved"), ("Search", "slug_reserved"), ("a b", "invalid")],
)
def test_an_address_somebody_wrote_is_refused_and_not_changed(slug, code):
    filled = form(slug=slug)

    assert code in codes(filled)["slug"]


def test_without_a_title_no_address_is_made_up():
    assert set(codes(form(title=""))) == {"title"}


@pytest.mark.parametrize(("most", "is_refused"), [(2, False), (1, True)])
@pytest.mark.parametrize(("slug", "is_new"), [("xin", True), ("jiu", False)])
def test_only_another_address_moves_what_lies_below(
    monkeypatch, most, is_refused, slug, is_new
):
    monkeypatch.setattr(forms, "MOST_MOVED", most)
    page = StandardPageFactory(slug="jiu")
    StandardPageFactory(parent=StandardPageFactory(parent=page))

    filled = form(Page.objects.get(pk=page.pk).specific, slug=slug)

    refused = is_new and is_refused
    assert codes(filled) == ({"slug": ["too_many"]} if refused else {})


def local(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(("minutes", "code"), [(-2, ["past"]), (2, None)])
def test_a_moment_to_come_is_to_come(minutes, code):
    filled = form(go_live_at=local(timezone.now() + timedelta(minutes=minutes)))

    assert codes(filled).get("go_live_at") == code


def test_a_moment_that_came_while_the_window_was_open_stays():
    came = timezone.now() - timedelta(days=1)
    page = StandardPageFactory(go_live_at=came)

    assert form(page, go_live_at=local(came)).is_valid()
    other = form(page, go_live_at=local(came - timedelta(minutes=1)))
    assert codes(other) == {"go_live_at": ["past"]}


def test_a_decision_on_what_waits_for_none_is_refused():
    page = StandardPageFactory()

    filled = form(page, **{"action-workflow-action": "on"})

    assert codes(filled) == {"__all__": ["decided"]}


# --- Guards ------------------------------------------------------------------------


@pytest.fixture
def guarded(monkeypatch):
    """Nobody may write of secrets; what was looked at."""
    seen = []

    def refuse(user, value) -> None:
        seen.append((user.is_superuser, value))
        if value == "秘密":
            raise ValidationError("不行", code="not_theirs")

    monkeypatch.setattr(forms.GUARDS, "_parts", {"secrets": refuse})
    return seen


def test_a_guard_refuses_the_field_that_was_changed(guarded):
    assert codes(form(body="秘密")) == {"body": ["not_theirs"]}
    assert (True, "关于") in guarded


def test_a_guard_does_not_look_at_what_was_there_before(guarded):
    page = StandardPageFactory(title="关于", slug="guan-yu", body="秘密")

    assert form(page, slug="guan-yu", body="秘密").is_valid()
    assert guarded == []


# --- Windows -----------------------------------------------------------------------


def window(revision, **more: str) -> dict[str, str]:
    """What an editor's window says of the revision it shows."""
    return {
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
        **more,
    }


def test_a_window_that_shows_the_newest_version_may_save():
    page = StandardPageFactory()
    revision = page.save_revision()

    assert newer_revision(page, window(revision)) is None
    assert form(page, **window(revision)).is_valid()


def test_an_older_window_is_told_by_name_and_saves_nothing():
    page = StandardPageFactory(body="旧")
    old = page.save_revision()
    newest = page.save_revision(user=UserFactory(nickname="沈砚秋"))

    filled = form(StandardPage.objects.get(pk=page.pk), body="新", **window(old))

    assert newer_revision(page, window(old)) == newest
    assert codes(filled) == {"__all__": ["stale"]}
    assert "沈砚秋 在 " in filled.non_field_errors()[0]
    assert StandardPage.objects.get(pk=page.pk).body == "旧"


def test_a_version_that_was_written_over_is_another_one():
    page = StandardPageFactory()
    revision = page.save_revision()
    before = window(revision)
    page.save_revision(overwrite_revision=revision)

    assert newer_revision(page, before) == revision


@pytest.mark.parametrize("is_own", [True, False])
def test_what_its_own_autosave_wrote_is_no_news_to_a_window(is_own):
    page = StandardPageFactory()
    old, newest = page.save_revision(), page.save_revision()
    own = newest if is_own else old

    found = newer_revision(page, window(old, overwrite_revision_id=str(own.pk)))

    assert found == (None if is_own else newest)


@pytest.mark.parametrize(
    "sent",
    [{}, {"loaded_revision_id": ""}, {"loaded_revision_created_at": "2026-01-01"}],
)
def test_a_form_without_a_window_is_not_asked(sent):
    page = StandardPageFactory()
    page.save_revision()

    assert newer_revision(page, sent) is None


@pytest.mark.parametrize("said", ["0", "山", "9" * 40, "1 OR 1=1"])
def test_a_window_that_says_nonsense_is_an_old_one(said):
    page = StandardPageFactory()
    newest = page.save_revision()

    assert newer_revision(page, {"loaded_revision_id": said}) == newest


def test_a_page_without_versions_has_no_newer_one():
    sent = {"loaded_revision_id": "1"}

    assert newer_revision(StandardPageFactory(), sent) is None
    assert newer_revision(StandardPage(), sent) is None
