"""What the commands refuse, and what they say while they work."""

import pytest

from django.core.management import CommandError, call_command

from accounts.tests.factories import UserFactory
from articles.models import AnthologyPage, ArticlePage, AuthorPage, TopicPage
from articles.tests.factories import AuthorPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def blog(tmp_path):
    root = tmp_path / "blog"
    root.mkdir()
    text = "---\ntitle: 题\ncategories: [[技术, 前端]]\n---\n文\n"
    (root / "a.md").write_text(text, encoding="utf-8")
    return root


def counts():
    models = (ArticlePage, AnthologyPage, AuthorPage, TopicPage)
    return [model.objects.count() for model in models]


def refused(*arguments, **options):
    before = counts()
    with pytest.raises(CommandError) as refusal:
        call_command(*arguments, **options)
    assert counts() == before
    return str(refusal.value)


def test_without_any_author_the_import_asks_for_one(blog):
    assert refused("import_markdown", blog) == "还没有作者，请用 --author 指定。"


def test_with_two_authors_and_no_superuser_it_asks_too(blog):
    AuthorPageFactory(title="甲")
    AuthorPageFactory(title="乙")

    assert refused("import_markdown", blog) == "还没有作者，请用 --author 指定。"


def test_a_superuser_that_is_locked_is_not_the_author(blog):
    UserFactory(is_superuser=True, is_active=False)

    assert refused("import_markdown", blog) == "还没有作者，请用 --author 指定。"


def test_the_only_author_is_meant(blog):
    author = AuthorPageFactory(title="甲")
    UserFactory(is_superuser=True)

    call_command("import_markdown", blog, verbosity=0)

    assert ArticlePage.objects.get().author_page_id == author.pk


@pytest.mark.parametrize("called", ["title", "slug"])
def test_an_author_is_known_by_pen_name_and_address(blog, called):
    author = AuthorPageFactory(title="甲乙")
    AuthorPageFactory(title="丙")

    call_command(
        "import_markdown", blog, "--author", getattr(author, called), verbosity=0
    )

    assert ArticlePage.objects.get().author_page_id == author.pk


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none", "没有这个路径：{0}"),
        ("a.zip", "不是 ZIP 压缩包，或已损坏"),
        ("empty", "没有读到任何文章。"),
    ],
)
def test_a_path_without_posts_is_refused(tmp_path, name, words):
    AuthorPageFactory(title="甲")
    (tmp_path / "a.zip").write_text("# 题")
    (tmp_path / "empty").mkdir()

    path = tmp_path / name

    assert refused("import_markdown", path, "--author", "甲") == words.format(path)


def test_topics_are_made_only_when_asked_for(blog):
    AuthorPageFactory(title="甲")
    call_command("import_markdown", blog, "--dry-run", "--make-topics", verbosity=0)
    assert TopicPage.objects.count() == 0

    call_command("import_markdown", blog, "--make-topics", verbosity=0)

    page = ArticlePage.objects.get()
    assert [topic.title for topic in page.offered_topics.all()] == ["前端"]
    assert TopicPage.objects.count() == 2


def test_blanks_around_the_name_of_an_anthology_do_not_count(blog):
    author = AuthorPageFactory(title="甲")
    for name in ("旧文", " 旧文 ", "  "):
        call_command("import_markdown", blog, "--anthology", name, verbosity=0)

    own = AnthologyPage.objects.child_of(author)
    assert sorted(own.values_list("title", flat=True)) == ["旧文", "随笔"]


@pytest.mark.parametrize(
    ("verbosity", "shown"), [(1, False), (2, True)], ids=["quiet", "all"]
)
def test_quiet_lines_are_told_when_all_are_asked_for(blog, capsys, verbosity, shown):
    AuthorPageFactory(title="甲")
    call_command("import_markdown", blog, verbosity=verbosity)

    out = capsys.readouterr().out
    assert ("没有同名专题，改作标签：技术 / 前端" in out) is shown
    assert "共 1 个文件：导入 1，更新 0，无变化 0，未导入 0" in out


def test_an_export_to_where_nothing_can_be_written_is_refused(tmp_path):
    AuthorPageFactory(title="甲")
    (tmp_path / "out").write_text("文")
    path = tmp_path / "out" / "deep.zip"

    assert refused("export_markdown", path, "--author", "甲") == f"无法写入：{path}"
    assert (tmp_path / "out").read_text() == "文"


def test_an_export_names_the_author_it_does_not_know(tmp_path):
    out = tmp_path / "out"

    assert refused("export_markdown", out, "--author", "无人") == "没有这位作者：无人"
    assert not out.exists()
