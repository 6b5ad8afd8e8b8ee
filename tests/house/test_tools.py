"""The tools behind `make`: what they let pass, and what they stop."""

import subprocess

import polib
import pytest

from tools import environment, node
from tools.commit_guard import LARGEST, complaint, main
from tools.messages import stale, untranslated

DONE = subprocess.CompletedProcess([], 0)


def test_guard_stops_private_keys_and_large_files(tmp_path, capsys):
    key, large, fine = (tmp_path / name for name in ("key", "large", "fine"))
    key.write_text("# note\n-----BEGIN " + "RSA PRIVATE KEY-----\n")
    large.write_bytes(b"x" * (LARGEST + 1))
    fine.write_bytes(b"x" * LARGEST)

    assert complaint(key) == f"{key}: holds a private key"
    assert complaint(large) == f"{large}: 1,000,001 bytes, more than 1,000,000"
    assert complaint(fine) == complaint(tmp_path / "gone") == ""
    assert main([str(fine), str(key)]) == 1
    assert main([str(fine)]) == 0


@pytest.fixture
def requirements(tmp_path, monkeypatch):
    monkeypatch.delenv("RENRAN_PYTHON", raising=False)
    monkeypatch.setattr(environment, "VENV", tmp_path / "venv")
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    path = tmp_path / "requirements.txt"
    path.write_text("a==1\n")
    return path


def test_requirements_are_installed_again_only_when_they_change(requirements):
    assert not environment.is_installed(requirements)

    environment.stamp_of(requirements).write_text(environment._digest(requirements))
    assert environment.is_installed(requirements)

    requirements.write_text("a==2\n")
    assert not environment.is_installed(requirements)


@pytest.fixture
def linters(tmp_path):
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "package-lock.json").write_text('{"lockfileVersion": 3}')
    return tmp_path


def test_linters_are_installed_again_only_when_their_lock_changes(linters, monkeypatch):
    calls = []
    monkeypatch.setattr(node.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(node.subprocess, "run", lambda *a, **k: calls.append(a) or DONE)

    node.ensure(linters)
    node.ensure(linters)
    assert calls == [(["/bin/npm", "ci", "--silent"],)]

    (linters / "package-lock.json").write_text("{}")
    node.ensure(linters)
    assert len(calls) == 2


def test_without_npm_the_linters_say_what_is_missing(linters, monkeypatch):
    monkeypatch.setattr(node.shutil, "which", lambda name: None)

    with pytest.raises(SystemExit, match="apt-get install npm"):
        node.ensure(linters)

    assert not node.is_installed(linters)


def test_lock_file_names_no_registry():
    text = (node.WEB / "package-lock.json").read_text()

    assert '"resolved"' not in text
    assert '"integrity"' in text


def catalogue(folder, **entries):
    path = folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    po = polib.POFile()
    for msgid, (msgstr, flags) in entries.items():
        po.append(polib.POEntry(msgid=msgid, msgstr=msgstr, flags=flags))
    po.save(str(path))
    return po, path


def test_empty_and_fuzzy_strings_count_as_untranslated(tmp_path):
    catalogue(
        tmp_path, 文章=("Article", []), 专题=("", []), 作者=("Authors", ["fuzzy"])
    )

    assert untranslated(tmp_path) == [
        "locale/en/LC_MESSAGES/django.po: '专题'",
        "locale/en/LC_MESSAGES/django.po: '作者' (fuzzy)",
    ]


def test_compiled_catalogue_must_say_what_its_source_says(tmp_path):
    po, path = catalogue(tmp_path, 文章=("Article", []))
    name = "locale/en/LC_MESSAGES/django.mo"
    assert stale(tmp_path) == [name]

    po.save_as_mofile(str(path.with_suffix(".mo")))
    assert stale(tmp_path) == []

    catalogue(tmp_path, 文章=("Text", []))
    assert stale(tmp_path) == [name]
