"""Names of entries and limits of files, at the edge."""

import io
import unicodedata
import zipfile

import pytest

from transfer.errors import Note, ReadError, SourceError
from transfer.reading import sources
from transfer.reading.sources import Source, is_post, open_source, open_zip


def archive(*names, **contents):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as writer:
        for name in names:
            writer.writestr(name, contents.get(name, "文"))
    return file


def codes(source):
    return {path: error.code for path, error in source.refused.items()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.md", True),
        ("中文/名字.MarkDown", True),
        ("a.mdtext", True),
        (".md", True),
        ("a.md.txt", False),
        ("a.mdx", False),
        ("md", False),
        ("a.md/b", False),
    ],
)
def test_a_post_is_known_by_the_end_of_its_name(name, expected):
    assert is_post(name) is expected


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (["blog/a.md", "blog/b/c.md"], ["a.md", "b/c.md"]),
        (["博客 主/a.md"], ["a.md"]),
        (["blog/a.md", "b.md"], ["b.md", "blog/a.md"]),
        (["a/x.md", "b/y.md"], ["a/x.md", "b/y.md"]),
        (["_posts/a.md"], ["_posts/a.md"]),
        (["source/a.md"], ["source/a.md"]),
        (["content/a.md"], ["content/a.md"]),
        (["./blog//a.md", "blog/./b.md"], ["a.md", "b.md"]),
        (["blog/a.md", "blog/blog/b.md"], ["a.md", "blog/b.md"]),
        (["a.md"], ["a.md"]),
    ],
)
def test_the_one_folder_around_everything_is_no_part_of_the_paths(names, files):
    assert sorted(open_zip(archive(*names)).files) == files


def test_what_is_refused_loses_the_top_folder_too(monkeypatch):
    monkeypatch.setattr(sources, "MAX_FILE", 3)
    source = open_zip(archive("blog/a.md", "blog/b.md", **{"blog/b.md": "四个汉字"}))

    assert (list(source.files), codes(source)) == (["a.md"], {"b.md": "too_large"})


def test_letters_and_accents_that_a_mac_has_cut_apart_are_one():
    apart = unicodedata.normalize("NFD", "café/ガ.md")

    assert list(open_zip(archive("x.md", apart)).files) == ["x.md", "café/ガ.md"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_files_with_one_name_each_has_a_line_of_its_own():
    source = open_zip(archive("b (2).md", "b.md", "b.md", "b.md", "c.md", "c.md"))

    assert sorted(source.files) == ["b (2).md", "b.md", "c.md"]
    assert codes(source) == {
        "b (3).md": "same_name",
        "b (4).md": "same_name",
        "c (2).md": "same_name",
    }


@pytest.mark.parametrize(("size", "code"), [(8, ""), (9, "too_large")])
def test_a_file_may_be_as_big_as_the_limit(tmp_path, monkeypatch, size, code):
    monkeypatch.setattr(sources, "MAX_FILE", 8)
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * size)

    for source in (open_source(path), open_source(tmp_path)):
        if code:
            with pytest.raises(ReadError) as refusal:
                source.read("a.md")
            assert (refusal.value.code, refusal.value.detail) == (code, "a.md")
        else:
            assert source.read("a.md") == b"x" * size


@pytest.mark.parametrize(
    ("size", "refused"), [(1024 * 1024, {}), (1024 * 1024 + 1, {"a.md": "zip_bomb"})]
)
def test_what_unpacks_to_little_is_no_bomb(size, refused):
    source = open_zip(archive("a.md", **{"a.md": "a" * size}))

    assert codes(source) == refused


def test_too_many_files_refuse_the_whole_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_ENTRIES", 2)
    for name in ("a.md", "b.png", ".hidden.md"):
        (tmp_path / name).write_text("文")

    assert len(open_source(tmp_path).files) == 2
    (tmp_path / "c.md").write_text("文")
    with pytest.raises(SourceError) as refusal:
        open_source(tmp_path)
    assert (refusal.value.code, refusal.value.detail) == ("too_many_files", "2")


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (OSError("x"), "OSError"),
        (zipfile.BadZipFile("x"), "BadZipFile"),
        (EOFError(), "EOFError"),
        (NotImplementedError("compression type 99"), "compression type 99"),
        (RuntimeError("y" * 100), "y" * 80),
    ],
)
def test_whatever_goes_wrong_with_a_file_is_one_kind_of_refusal(fault, detail):
    def read():
        raise fault

    with pytest.raises(ReadError) as refusal:
        Source({"a.md": read}).read("a.md")

    assert refusal.value.note == Note("unreadable", detail)


def test_a_refusal_of_its_own_is_passed_on():
    def read():
        raise ReadError("too_large", "a.md")

    with pytest.raises(ReadError) as refusal:
        Source({"a.md": read}).read("a.md")

    assert refusal.value.note == Note("too_large", "a.md")


@pytest.mark.parametrize("name", ["blog.zip", "blog.ZIP", "blog", "blog.md"])
def test_a_zip_is_one_whatever_it_is_called(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(archive("一.md").getvalue())

    assert open_source(path).posts == ["一.md"]


def test_what_is_only_called_a_zip_is_refused(tmp_path):
    path = tmp_path / "blog.zip"
    path.write_text("# 题")

    with pytest.raises(SourceError) as refusal:
        open_source(path)

    assert refusal.value.code == "not_zip"
