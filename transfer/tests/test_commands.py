import os
import re
import zipfile
from pathlib import Path

import pytest

from django.core.management import CommandError, call_command

from accounts.tests.factories import UserFactory
from articles.models import AnthologyPage, ArticlePage, AuthorPage
from articles.tests.factories import AuthorPageFactory
from transfer.reading.sources import is_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def blog(tmp_path):
    root = tmp_path / "blog"
    root.mkdir()
    (root / "a.md").write_text("# 题\n\n文\n", encoding="utf-8")
    (root / "bad.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    return root


def test_import_and_export_by_pen_name(blog, tmp_path, capsys):
    author = AuthorPageFactory(title="甲")
    call_command(
        "import_markdown", blog, "--author", "甲", "--anthology", "旧文", verbosity=1
    )
    call_command("export_markdown", tmp_path / "out", "--author", author.user.username)
    call_command("export_markdown", tmp_path / "out.zip", "--author", "甲")

    shown = capsys.readouterr().out
    page = ArticlePage.objects.get()
    assert (page.title, page.anthology.title, page.author_page_id) == (
        "题",
        "旧文",
        author.pk,
    )
    assert "未导入  bad.md  文件头的 YAML 写错了，行号：3" in shown
    assert "共 2 个文件：导入 1，更新 0，无变化 0，未导入 1" in shown
    assert (tmp_path / "out" / "a.md").read_bytes() == (blog / "a.md").read_bytes()
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.read("a.md") == (blog / "a.md").read_bytes()


def test_without_a_name_the_superuser_is_the_author(blog):
    user = UserFactory(is_superuser=True)
    call_command("import_markdown", blog, verbosity=0)

    assert ArticlePage.objects.get().author_page.user == user
    assert AnthologyPage.objects.get(is_default=True).title == "随笔"


def test_an_unknown_name_becomes_an_author_without_account(blog, capsys):
    call_command("import_markdown", blog, "--author", "古人")

    author = AuthorPage.objects.get(title="古人")
    assert (author.user, author.live, ArticlePage.objects.get().anthology.title) == (
        None,
        True,
        "随笔",
    )
    assert "新建作者：古人" in capsys.readouterr().out


def test_a_dry_run_leaves_no_trace(blog, capsys):
    call_command("import_markdown", blog, "--author", "古人", "--dry-run")

    assert not AuthorPage.objects.filter(title="古人").exists()
    assert ArticlePage.objects.count() == 0
    assert "什么也没有写入" in capsys.readouterr().out


def test_all_of_it_may_stay_a_draft(blog):
    call_command("import_markdown", blog, "--author", "古人", "--drafts", verbosity=0)

    assert ArticlePage.objects.filter(live=True).count() == 0
    assert ArticlePage.objects.exists()


@pytest.mark.parametrize("name", ["none", "empty", "bad"])
def test_nothing_read_ends_with_a_failure(tmp_path, name):
    UserFactory(is_superuser=True)
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.md").write_bytes(b"")

    with pytest.raises(CommandError) as refusal:
        call_command("import_markdown", tmp_path / name, verbosity=0)

    assert refusal.value.returncode == 1


def test_export_wants_an_author_that_is_there(tmp_path):
    with pytest.raises(CommandError):
        call_command("export_markdown", tmp_path / "out", "--author", "无人")

    assert not (tmp_path / "out").exists()


def sample_folders():
    """A small blog of our own, and whatever real ones there are."""
    folders = [Path(__file__).parent / "data" / "blog"]
    if more := os.environ.get("SAMPLES_DIR"):
        folders += sorted(path for path in Path(more).iterdir() if path.is_dir())
    return [folder for folder in folders if any(folder.rglob("*.md"))]


@pytest.mark.parametrize("folder", sample_folders(), ids=lambda folder: folder.name)
def test_every_folder_imports_and_comes_back(folder, tmp_path, capsys):
    files = [path for path in folder.rglob("*") if is_post(path.name)]
    call_command("import_markdown", folder, "--author", "甲", verbosity=0)
    call_command("import_markdown", folder, "--author", "甲", verbosity=0)
    call_command("export_markdown", tmp_path / "out", "--author", "甲")

    first, second = re.findall(
        r"共 (\d+) 个文件：导入 (\d+)，更新 0，无变化 (\d+)，未导入 (\d+)",
        capsys.readouterr().out,
    )
    # pictures go along, cleaned of what is nobody's business
    written = [path for path in (tmp_path / "out").rglob("*") if is_post(path.name)]
    assert int(first[0]) == len(files) == int(first[1]) + int(first[3])
    assert second == (first[0], "0", first[1], first[3])
    assert len(written) == int(first[1])
    differing = []
    for path in written:
        source = path.relative_to(tmp_path / "out")
        if path.read_bytes() != (folder / source).read_bytes():
            differing.append(str(source))
    assert differing == []


def test_the_small_blog_reads_as_meant():
    call_command("import_markdown", sample_folders()[0], "--author", "甲", verbosity=0)

    pages = {page.title: page for page in ArticlePage.objects.all()}
    texts = {title: page.body[0].value for title, page in pages.items()}
    assert sorted(pages) == ["Hexo 的一篇", "Hugo 的一篇", "Jekyll 的一篇", "第二篇"]
    assert "```ruby\nputs 1\n```" in texts["Jekyll 的一篇"]
    assert f"[下一篇](page:{pages['第二篇'].pk})" in texts["Jekyll 的一篇"]
    assert f"[上一篇](page:{pages['Jekyll 的一篇'].pk})" in texts["第二篇"]
    assert f"[Jekyll 的一篇](page:{pages['Jekyll 的一篇'].pk})" in texts["Hexo 的一篇"]
    assert "> [!TIP]\n> 好" in texts["Hugo 的一篇"]
    assert all("image:" in texts[title] for title in pages if title != "第二篇")
    assert sorted(pages["Jekyll 的一篇"].tags.names()) == ["乙", "甲"]
    assert sorted(pages["Hexo 的一篇"].tags.names()) == ["前端", "技术"]
