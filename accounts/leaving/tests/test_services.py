"""Leaving: asked for, taken back, carried out."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django_otp.plugins.otp_totp.models import TOTPDevice
from social_django.models import UserSocialAuth

from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.codes.budget import Asker
from accounts.codes.services import request_code
from accounts.door.consents import current_versions, record_consents
from accounts.door.sign_in import check_password_sign_in
from accounts.leaving import registry
from accounts.leaving.erasing import deleted_name
from accounts.leaving.exceptions import LeavingBegunError
from accounts.leaving.services import (
    COOLING_OFF,
    ask_to_leave,
    carry_out_leaving,
    due_leavings,
    take_back_leaving,
)
from accounts.leaving.tasks import carry_out_leaving_task
from accounts.models import (
    Consent,
    DataExport,
    DeletionRequest,
    Device,
    Preferences,
    User,
    VerificationCode,
)
from accounts.tests.factories import UserFactory
from core.exceptions import DomainError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
LEAVE = "/me/leave/"
FORM = {"keeps_texts": "yes", "is_sure": "on"}
DELETION = "/api/v1/me/deletion/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Files of one test are not those of another."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reader() -> User:
    user = UserFactory(
        username="linwen",
        nickname="林闻",
        mobile=NUMBER,
        email=ADDRESS,
        bio="写字的人。",
        city="杭州",
        gender="woman",
        birthday="1990-05-01",
        website="https://example.com/",
    )
    record_consents(user=user, versions=current_versions())
    return user


@pytest.fixture
def due(reader) -> User:
    """Somebody whose 7 days are over."""
    DeletionRequest.objects.create(
        user=reader, keeps_texts=True, due_at=timezone.now() - timedelta(seconds=1)
    )
    return reader


@pytest.fixture
def handler(monkeypatch):
    """An app that keeps something; `calls` says what it was asked, `fails` is its mood."""

    class Handler:
        __module__, __qualname__ = "shop", "leave"
        calls: list[tuple[int, bool]] = []
        fails = False

        def __call__(self, user: User, *, keeps_texts: bool) -> None:
            # What it does before it fails is undone.
            half = Consent.objects.create(user=user, document="terms", version="half")
            self.calls.append((user.pk, keeps_texts))
            if self.fails:
                raise OSError("no")
            half.delete()

    made = Handler()
    made.calls = []
    monkeypatch.setitem(registry.LEAVING._parts, "shop.leave", made)
    return made


# --- Carrying out ----------------------------------------------------------------


def test_nobody_goes_before_their_day(reader):
    ask_to_leave(user=reader, keeps_texts=True, device_id=None)

    with time_machine.travel(timezone.now() + COOLING_OFF - timedelta(minutes=1)):
        assert (due_leavings(), carry_out_leaving(reader.pk)) == ([], False)
    reader.refresh_from_db()
    assert reader.is_active is True


def leave_traces(user: User) -> str:
    """Every kind of row about `user`; the name of their picture."""
    picture = default_storage.save("avatar_images/a.webp", ContentFile(b"x"))
    export = default_storage.save("private/exports/a.zip", ContentFile(b"x"))
    user.avatar = picture
    user.save()
    Preferences.objects.create(user=user, language="en")
    UserSocialAuth.objects.create(user=user, provider="qq", uid="1")
    TOTPDevice.objects.create(user=user, name="app")
    UserProfile.get_for_user(user)
    DataExport.objects.create(user=user, state="ready", file=export)
    AccessAttempt.objects.create(
        username=f"user:{user.pk}", ip_address="192.0.2.1", failures_since_start=1
    )
    request_code(purpose="bind", target=NUMBER, asker=Asker("192.0.2.1"))
    Client().force_login(user)
    log(user, "wagtail.edit")
    return picture


def test_nothing_is_left_of_the_person(due):
    picture = leave_traces(due)
    joined = due.date_joined

    assert carry_out_leaving_task() == 1

    user = User.objects.get(pk=due.pk)
    assert (user.username, user.nickname) == (f"deleted-{user.pk}", deleted_name("en"))
    assert (user.mobile, user.email, user.email_verified_at) == (None, "", None)
    assert (user.bio, user.gender, user.birthday) == ("", "", None)
    assert (user.city, user.website, user.avatar.name) == ("", "", "")
    assert (user.is_active, user.has_usable_password()) == (False, False)
    assert (user.last_login, user.date_joined) == (None, joined)
    assert user.groups.count() == 0
    for kept in (
        Preferences,
        Device,
        UserSocialAuth,
        TOTPDevice,
        UserProfile,
        DataExport,
        DeletionRequest,
        VerificationCode,
        AccessAttempt,
    ):
        assert not kept._default_manager.exists(), kept
    assert not default_storage.exists("private/exports/a.zip")
    assert ModelLogEntry.objects.get().label == deleted_name("en")
    assert mail.outbox[-1].to == [ADDRESS]
    assert default_storage.exists(picture)  # goes after the commit, see below


def test_the_picture_goes_after_the_commit(due, django_capture_on_commit_callbacks):
    picture = leave_traces(due)

    with django_capture_on_commit_callbacks(execute=True):
        carry_out_leaving(due.pk)

    assert not default_storage.exists(picture)


def test_consents_stay_on_an_account_that_says_nothing(due):
    carry_out_leaving(due.pk)

    kept = due.consents.values_list("document", "version")
    assert dict(kept) == current_versions()


def test_number_address_and_name_are_free_again(due):
    carry_out_leaving(due.pk)

    again = UserFactory(username="linwen", mobile=NUMBER, email=ADDRESS)

    assert User.objects.by_account("linwen") == again


def test_nobody_gets_in_any_more(own, due, rf):
    carry_out_leaving(due.pk)

    assert own.get("/me/profile/").status_code == 302
    for account in ("linwen", ADDRESS, f"deleted-{due.pk}"):
        request = rf.post("/")
        with pytest.raises(DomainError):
            check_password_sign_in(
                request, account=account, password="renran-test", proof=None
            )


def test_apps_are_asked_with_the_choice(due, handler):
    DeletionRequest.objects.update(keeps_texts=False)

    assert carry_out_leaving(due.pk) is True

    assert handler.calls == [(due.pk, False)]


def test_one_that_fails_stops_no_other_and_is_asked_again(due, handler, monkeypatch):
    seen = []
    monkeypatch.setitem(
        registry.LEAVING._parts,
        "z.last",
        lambda user, *, keeps_texts: seen.append(user.pk),
    )
    handler.fails = True

    assert carry_out_leaving_task() == 0

    assert (seen, User.objects.get(pk=due.pk).email) == ([due.pk], "")
    assert not Consent.objects.filter(version="half").exists()
    assert DeletionRequest.objects.get().begun_at is not None
    sent = len(mail.outbox)
    handler.fails = False
    assert carry_out_leaving_task() == 1
    assert (seen, len(handler.calls)) == ([due.pk, due.pk], 2)
    assert len(mail.outbox) == sent
    assert not DeletionRequest.objects.exists()
    assert carry_out_leaving_task() == 0


def test_a_crash_in_the_middle_is_made_up_for(due, handler, monkeypatch):
    def crash(user_id):
        raise SystemExit

    monkeypatch.setattr("accounts.leaving.services.erase_person", crash)
    with pytest.raises(SystemExit):
        carry_out_leaving(due.pk)
    user = User.objects.get(pk=due.pk)
    # Shut already, and not to be opened again.
    assert (user.is_active, user.email) == (False, ADDRESS)
    monkeypatch.undo()

    assert carry_out_leaving_task() == 1
    assert User.objects.get(pk=due.pk).email == ""


def test_who_was_hired_meanwhile_stays(due):
    due.is_superuser = True
    due.save()

    assert carry_out_leaving_task() == 0
    due.refresh_from_db()
    assert (due.is_active, due.email) == (True, ADDRESS)


# --- Too late, too early -------------------------------------------------------


def test_what_has_begun_is_not_taken_back(own, due, handler):
    handler.fails = True
    assert carry_out_leaving(due.pk) is False

    with pytest.raises(LeavingBegunError):
        take_back_leaving(user=due)
    with pytest.raises(LeavingBegunError):
        ask_to_leave(user=due, keeps_texts=False, device_id=None)
    assert DeletionRequest.objects.count() == 1


def test_what_was_taken_back_is_not_carried_out(due):
    take_back_leaving(user=due)

    assert carry_out_leaving(due.pk) is False
    due.refresh_from_db()
    assert (due.is_active, due.nickname) == (True, "林闻")
