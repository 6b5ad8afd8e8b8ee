"""Exported files become a folder or a zip, and posts among them are counted."""

import zipfile

import pytest

from transfer.exporting.exporting import Exported
from transfer.management.commands.export_markdown import write_folder, write_zip

FILES = [
    Exported("文/一/index.md", "---\ntitle: 一\n---\n".encode()),
    Exported("文/一/图 1.png", b"\x89PNG\0", is_post=False),
    Exported("b.md", b""),
]
CONTENT = {file.path: file.content for file in FILES}


def in_folder(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def in_zip(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_folder_holds_every_file(tmp_path):
    root = tmp_path / "deep" / "出"

    assert write_folder(root, FILES) == 2
    assert in_folder(root) == CONTENT


def test_a_zip_holds_every_file(tmp_path):
    path = tmp_path / "deep" / "出.zip"

    assert write_zip(path, FILES) == 2
    assert in_zip(path) == CONTENT


def test_nothing_is_an_empty_folder_or_an_empty_zip(tmp_path):
    assert write_folder(tmp_path / "out", []) == 0
    assert write_zip(tmp_path / "out.zip", []) == 0

    assert in_folder(tmp_path / "out") == {}
    assert in_zip(tmp_path / "out.zip") == {}


def test_a_folder_keeps_what_it_has_and_a_zip_is_new(tmp_path):
    root, path = tmp_path / "out", tmp_path / "out.zip"
    for write, place in ((write_folder, root), (write_zip, path)):
        write(place, [Exported("b.md", b"old"), Exported("other.md", b"x")])
        write(place, [Exported("b.md", b"new")])

    assert in_folder(root) == {"b.md": b"new", "other.md": b"x"}
    assert in_zip(path) == {"b.md": b"new"}


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_where_a_file_is_in_the_way_nothing_is_overwritten(tmp_path, write):
    (tmp_path / "out").write_text("文")

    with pytest.raises(OSError, match="out"):
        write(tmp_path / "out" / "in.zip", FILES)

    assert (tmp_path / "out").read_text() == "文"
