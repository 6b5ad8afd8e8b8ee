"""What is not read is named."""

import io
import zipfile

import pytest

from django.core.management import call_command

from transfer.errors import Note
from transfer.reading.passing import MAX_LINES, named
from transfer.reading.sources import open_source, open_zip
from transfer.report import Report, Status
from transfer.writing.importing import import_posts
from transfer.writing.owners import anthology_of
from transfer.writing.tests.test_importing import author

__all__ = ["author"]
FILES = [
    "a.md", ".md", ".draft.md", ".gitignore", "post.Rmd", "x/post.org", "x/y.png",
    ".github/README.md", ".github/deep/CONTRIBUTING.md", ".git/HEAD", "node_modules/m/README.md",
    "x/.obsidian/z.md", "x/._a.md", "b.mdwn",
]  # fmt: skip
PASSED = {
    ".md": "hidden_file",
    ".draft.md": "hidden_file",
    "post.Rmd": "other_format",
    "x/post.org": "other_format",
    ".github/": "hidden_folder",
    ".git/": "tool_folder",
    "node_modules/": "tool_folder",
    "x/.obsidian/": "hidden_folder",
    "x/._a.md": "tool_file",
}


def codes(source):
    return {path: note.code for path, note in source.passed_over.items()}


def archive(names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name in names:
            written.writestr(name, "文")
    return file


@pytest.fixture
def folder(tmp_path):
    for name in FILES:
        path = tmp_path / "blog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文")
    return tmp_path / "blog"


def test_a_folder_names_what_it_passes_over(folder):
    source = open_source(folder)

    assert source.posts == ["a.md", "b.mdwn"]
    assert sorted(source.files) == [
        "a.md",
        "b.mdwn",
        "post.Rmd",
        "x/post.org",
        "x/y.png",
    ]
    assert codes(source) == PASSED


def test_a_zip_names_the_same():
    source = open_zip(archive(FILES))

    assert source.posts == ["a.md", "b.mdwn"]
    assert codes(source) == PASSED


def test_the_top_folder_of_a_zip_is_no_part_of_the_names():
    source = open_zip(
        archive([f"blog-main/{name}" for name in FILES] + ["__MACOSX/._a.md"])
    )

    assert codes(source) == PASSED | {"__MACOSX/": "tool_folder"}


def test_a_folder_elsewhere_and_a_picture_elsewhere_are_named(tmp_path):
    root, other = tmp_path / "blog", tmp_path / "other"
    for path in (root, other):
        path.mkdir()
        (path / "a.md").write_text("文")
    (root / "linked").symlink_to(other)
    (root / "p.png").symlink_to(other / "a.md")

    source = open_source(root)

    assert source.posts == ["a.md"]
    assert codes(source) == {"linked/": "linked_folder", "p.png": "outside"}


def test_one_file_that_is_no_post_is_named(tmp_path):
    (tmp_path / "a.rst").write_text("文")

    assert codes(open_source(tmp_path / "a.rst")) == {"a.rst": "other_format"}


def test_many_alike_are_one_line_and_the_lines_have_an_end():
    note = Note("other_format")
    alike = {f"t/{n}.html": note for n in range(4)} | {"t/a.rst": note}
    many = {f"{n:03}/a.rst": note for n in range(MAX_LINES + 7)}

    assert list(named(alike)) == [("t/*.html（4）", note), ("t/a.rst", note)]
    assert list(named(many))[-1] == ("…", Note("more_passed", "7"))
    assert len(list(named(many))) == MAX_LINES + 1


@pytest.mark.django_db
def test_the_report_tells_them_apart_from_posts(author):
    source = open_zip(archive(["a.md", "b.Rmd"]))
    report = import_posts(source, author=author, anthology=anthology_of(author))

    lines = {line.path: (line.status, line.messages) for line in report.lines}
    assert lines["b.Rmd"] == (Status.SKIPPED, ["不是 Markdown 格式"])
    assert report.summary == (
        "共 1 个文件：导入 1，更新 0，无变化 0，未导入 0；另有 1 项没有读"
    )
    assert not report.nothing_read
    assert report.remarkable[-1].path == "b.Rmd"
    again = Report.from_json(report.as_json(), is_dry_run=False)
    assert again == report


@pytest.mark.django_db
def test_the_command_shows_them(folder, capsys):
    call_command("import_markdown", folder, "--author", "甲", verbosity=1)

    shown = capsys.readouterr().out
    assert "没有读  .github/  隐藏的文件夹，里面的文件都没有读\n" in shown
    assert "没有读  .md  隐藏文件：文件名以点开头的不读\n" in shown
    assert "没有读  post.Rmd  不是 Markdown 格式\n" in shown
    assert "node_modules" not in shown
