import io
import os
import zipfile

import pytest

from transfer.errors import ReadError, SourceError
from transfer.reading import sources
from transfer.reading.sources import open_source, open_zip


def archive(entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in entries:
            writer.writestr(name, content)
    return file


def codes(source):
    return {path: error.code for path, error in source.refused.items()}


def test_every_markdown_file_of_a_folder_counts(tmp_path):
    for name in (
        "README.md",
        "a/b.markdown",
        "a/c.MDOWN",
        "a/d.png",
        ".git/e.md",
        "node_modules/f.md",
        "a/._g.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)

    source = open_source(tmp_path)

    assert source.posts == ["README.md", "a/b.markdown", "a/c.MDOWN"]
    assert sorted(source.files) == ["README.md", "a/b.markdown", "a/c.MDOWN", "a/d.png"]
    assert source.read("a/d.png") == b"a/d.png"


def test_links_out_of_the_folder_are_refused(tmp_path):
    root = tmp_path / "blog"
    root.mkdir()
    (tmp_path / "secret.md").write_text("密")
    (root / "inside.md").write_text("好")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "in.md").symlink_to(root / "inside.md")
    (root / "loop.md").symlink_to(root / "loop.md")
    os.mkfifo(root / "pipe.md")

    source = open_source(root)

    assert source.posts == ["in.md", "inside.md"]
    assert codes(source) == {
        "out.md": "outside",
        "loop.md": "unreadable",
        "pipe.md": "not_a_file",
    }


def test_one_file_is_a_source(tmp_path):
    (tmp_path / "a.md").write_text("文")

    assert open_source(tmp_path / "a.md").read("a.md") == "文".encode()


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(SourceError) as refusal:
        open_source(tmp_path / "none")

    assert refusal.value.code == "missing"


def test_climbing_paths_of_a_zip_are_refused():
    names = (
        "../a.md",
        "b/../../c.md",
        "/d.md",
        "C:\\e.md",
        "..\\f.md",
        "g\\h.md",
        "ok.md",
    )
    source = open_zip(archive([(name, "文") for name in names]))

    assert sorted(source.files) == ["g/h.md", "ok.md"]
    assert set(codes(source).values()) == {"climbs"}
    assert len(source.refused) == 5


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_bombs_links_locks_and_twins_are_refused(monkeypatch):
    link = zipfile.ZipInfo("link.md")
    link.external_attr = 0o120777 << 16
    file = archive(
        [
            ("bomb.md", b"a" * 3_000_000),
            (link, "/etc/passwd"),
            ("a.md", "一"),
            ("a.md", "二"),
        ]
    )
    monkeypatch.setattr(sources, "MAX_TOTAL", 10_000_000)

    source = open_zip(file)

    assert codes(source) == {
        "bomb.md": "zip_bomb",
        "link.md": "outside",
        "a (2).md": "same_name",
    }
    assert source.posts == ["a.md"]


def test_all_that_exceeds_the_total_is_refused(monkeypatch):
    monkeypatch.setattr(sources, "MAX_TOTAL", 25)
    source = open_zip(archive([(f"{n}.md", "a" * 10) for n in range(4)]))

    assert source.posts == ["0.md", "1.md"]
    assert codes(source) == {"2.md": "zip_bomb", "3.md": "zip_bomb"}


def test_too_many_entries_refuse_the_whole(monkeypatch):
    monkeypatch.setattr(sources, "MAX_ENTRIES", 2)

    with pytest.raises(SourceError) as refusal:
        open_zip(archive([(f"{n}.md", "a") for n in range(3)]))

    assert refusal.value.code == "too_many_files"


def test_a_zip_in_a_zip_is_not_opened():
    inner = archive([("a.md", "文")]).getvalue()

    assert open_zip(archive([("b.zip", inner), ("c.md", "文")])).posts == ["c.md"]


class WindowsInfo(zipfile.ZipInfo):
    """Chinese Windows writes names in GBK and does not say so."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits


def test_names_of_chinese_windows_and_the_top_folder():
    file = archive(
        [
            (WindowsInfo("blog-main/源/文章.md"), "文"),
            ("blog-main/b.md", "文"),
            ("__MACOSX/c.md", "x"),
        ]
    )

    assert open_zip(file).posts == ["b.md", "源/文章.md"]


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 no zip", b"\x00" * 100])
def test_what_is_no_zip_is_refused(raw):
    with pytest.raises(SourceError) as refusal:
        open_zip(io.BytesIO(raw))

    assert refusal.value.code == "not_zip"


def test_a_damaged_entry_is_one_line():
    raw = bytearray(
        archive([("a.md", b"a" * 100 + os.urandom(500)), ("b.md", "好")]).getvalue()
    )
    raw[60] ^= 0xFF
    source = open_zip(io.BytesIO(bytes(raw)))

    with pytest.raises(ReadError) as refusal:
        source.read("a.md")

    assert refusal.value.code == "unreadable"
    assert source.read("b.md") == "好".encode()
