"""The copy of a person's data."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
import time_machine

from django.core import mail
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.door.consents import current_versions, record_consents
from accounts.me.export import registry
from accounts.me.export.exceptions import ExportGoneError, ExportTooSoonError
from accounts.me.export.making import KEPT_FOR, make_export
from accounts.me.export.services import open_export, request_export
from accounts.me.export.tasks import make_export_task
from accounts.models import DataExport, Preferences, User
from accounts.tasks import clean_up_task
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

DATA = "/me/data/"
State = DataExport.State


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Files of one test are not those of another."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reader() -> User:
    user = UserFactory(username="linwen", nickname="林闻", mobile="+8613812345678")
    record_consents(user=user, versions=current_versions())
    return user


@pytest.fixture
def ask(reader, django_capture_on_commit_callbacks):
    """Asks for a copy, and lets the worker have it."""

    def request() -> DataExport:
        with django_capture_on_commit_callbacks(execute=True):
            made = request_export(user=reader)
        return DataExport.objects.get(pk=made.pk)

    return request


@pytest.fixture
def broken(monkeypatch):
    """An app that cannot say what it keeps, until `repair` is called."""

    def fail(user):
        raise OSError("no")

    monkeypatch.setitem(registry.EXPORTS._parts, "broken", fail)
    return lambda: monkeypatch.delitem(registry.EXPORTS._parts, "broken")


def content(answer) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def stored() -> list[str]:
    try:
        return default_storage.listdir("private/exports")[1]
    except FileNotFoundError:
        return []


def test_a_copy_is_made_told_by_mail_and_downloaded(
    own, reader, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert own.post(DATA)["Location"] == DATA

    [message] = mail.outbox
    assert (message.subject, message.to) == ("你的数据准备好了", [reader.email])
    [link] = re.findall(r"http://127\.0\.0\.1:8000(/me/data/\d+/)", message.body)
    assert f'href="{link}"' in own.get(DATA).content.decode()
    answer = own.get(link)
    assert answer["Content-Type"] == "application/zip"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert re.search(r'filename="renran-[\d-]+\.zip"', answer["Content-Disposition"])
    archive = content(answer)
    names = {name for name in archive.namelist() if name.startswith("account/")}
    assert names == {
        f"account/{name}.json"
        for name in ("profile", "preferences", "devices", "consents", "bindings")
    }
    profile = json.loads(archive.read("account/profile.json"))
    assert (profile["username"], profile["mobile"]) == ("linwen", "+8613812345678")
    assert len(json.loads(archive.read("account/devices.json"))) == 1
    consents = json.loads(archive.read("account/consents.json"))
    assert {row["document"] for row in consents} == {"terms", "privacy"}
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert reader.password.encode() not in everything


def test_the_mail_is_in_the_language_of_its_reader(ask, reader):
    Preferences.objects.create(user=reader, language="en")

    ask()

    assert "http://127.0.0.1:8000/en/me/data/" in mail.outbox[0].body


def test_a_copy_is_for_its_owner_only(ask, client):
    export = ask()
    address = f"{DATA}{export.pk}/"

    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404
    assert client.get(f"/api/v1/me/exports/{export.pk}/").status_code == 404


def test_no_public_address_leads_to_the_file(ask, client):
    export = ask()

    assert re.fullmatch(r"private/exports/[\w-]{43}\.zip", export.file)
    assert client.get(f"/media/{export.file}").status_code == 404
    odd = f"/media/images/../{export.file}"
    assert client.get(odd).status_code == 404


def test_one_copy_a_day(own, ask, reader):
    ask()

    with pytest.raises(ExportTooSoonError):
        request_export(user=reader)
    page = own.post(DATA)
    assert page.status_code == 429
    assert "一天只能打包一次，请明天再来。" in page.content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        assert ask().state == State.READY


def test_what_goes_wrong_is_noted_and_can_be_tried_again_at_once(ask, broken):
    assert ask().state == State.FAILED
    assert (mail.outbox, stored()) == ([], [])

    broken()

    assert ask().state == State.READY


def test_a_mail_that_cannot_be_written_leaves_no_file(ask, monkeypatch):
    monkeypatch.setattr("accounts.me.export.making.reverse", lambda *a, **k: 1 / 0)

    assert ask().state == State.FAILED
    assert stored() == []


def test_a_worker_that_was_killed_counts_as_failed_after_an_hour(reader):
    lost = request_export(user=reader)
    with pytest.raises(ExportTooSoonError):
        request_export(user=reader)

    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)):
        again = request_export(user=reader)

    lost.refresh_from_db()
    assert (lost.state, again.state) == (State.FAILED, State.PENDING)


def test_a_task_run_twice_makes_one_copy(ask):
    export = ask()

    assert make_export_task(export.pk) is False
    assert make_export_task(999) is False
    assert len(mail.outbox) == 1
    assert len(stored()) == 1


def test_of_two_at_once_the_first_to_finish_keeps_its_file(reader, monkeypatch):
    export = request_export(user=reader)
    inner = []

    def meanwhile(user):
        # Another worker has the same message, and is done before this one.
        if not inner:
            inner.append(None)
            inner[0] = make_export(export.pk)
        return []

    monkeypatch.setitem(registry.EXPORTS._parts, "slow", meanwhile)

    assert make_export(export.pk) is False
    assert inner == [True]
    assert len(stored()) == 1
    assert len(mail.outbox) == 1
    export.refresh_from_db()
    assert default_storage.exists(export.file)


def test_after_seven_days_the_file_is_gone(own, ask, reader):
    export = ask()
    address = f"{DATA}{export.pk}/"

    with time_machine.travel(timezone.now() + KEPT_FOR + timedelta(seconds=1)):
        own.force_login(reader)
        answer = own.get(address)
        assert answer["Location"] == DATA
        assert "这份数据已过期，请重新打包。" in own.get(DATA).content.decode()
        clean_up_task()

    export.refresh_from_db()
    assert (export.state, export.file, stored()) == (State.EXPIRED, "", [])


def test_before_that_it_stays(ask):
    export = ask()

    with time_machine.travel(timezone.now() + KEPT_FOR - timedelta(minutes=1)):
        clean_up_task()

    export.refresh_from_db()
    assert (export.state, len(stored())) == (State.READY, 1)


def test_a_file_that_is_not_there_is_said(ask, reader):
    export = ask()
    default_storage.delete(export.file)

    with pytest.raises(ExportGoneError):
        open_export(user=reader, export_id=export.pk)


def test_a_picture_goes_along(reader, ask, own):
    name = default_storage.save(
        "avatar_images/a.webp",
        io.BytesIO(b"picture"),  # type: ignore[arg-type]
    )
    User.objects.update(avatar=name)

    archive = content(own.get(f"{DATA}{ask().pk}/"))

    assert archive.read("account/avatar.webp") == b"picture"


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("linwen@example.com", "正在打包，好了会发邮件告诉你。"),
        ("", "正在打包，好了可以在这里下载。"),
    ],
)
def test_nobody_waits_for_a_mail_that_does_not_come(own, reader, email, told):
    keys = {"email": email, "email_key": email or None}
    User.objects.filter(pk=reader.pk).update(**keys)

    assert told in own.post(DATA, follow=True).text


# --- API -------------------------------------------------------------------------


def test_a_copy_by_api(own, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = own.post("/api/v1/me/exports/")
    assert (made.status_code, made.json()["state"]) == (202, "pending")

    [row] = own.get("/api/v1/me/exports/").json()
    assert (row["id"], row["state"]) == (made.json()["id"], "ready")
    again = own.post("/api/v1/me/exports/")
    assert (again.status_code, again.json()["code"]) == (429, "export_too_soon")
    for accept in ("*/*", "application/zip", "application/json"):
        answer = own.get(f"/api/v1/me/exports/{row['id']}/", headers={"Accept": accept})
        assert "account/profile.json" in content(answer).namelist()


def test_a_copy_that_is_gone_has_a_code(own, reader):
    export = request_export(user=reader)

    answer = own.get(f"/api/v1/me/exports/{export.pk}/")

    assert (answer.status_code, answer.json()["code"]) == (410, "export_gone")


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitors_get_no_copy(client, method):
    assert getattr(client, method)("/api/v1/me/exports/").status_code == 401
    assert client.get("/api/v1/me/exports/1/").status_code == 401
