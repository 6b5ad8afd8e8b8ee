"""The admin's import: who may, what is refused, what the pages show."""

import io
import zipfile

import pytest

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.models import Locale

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.tests.factories import AuthorPageFactory
from transfer.models import (
    ImportPart,
    MarkdownImport,
)
from transfer.writing.owners import anthology_of

pytestmark = pytest.mark.django_db


def zipped(files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return file.getvalue()


def upload(**files):
    return SimpleUploadedFile("blog.zip", zipped(files))


@pytest.fixture
def post(client, django_capture_on_commit_callbacks):
    """Hands a zip in; the worker has run when it answers."""

    def post(anthology, archive, **more):
        data = {"archive": archive, "anthology": anthology.pk, **more}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("transfer:import"), data)

    return post


def report_address(row):
    return reverse("transfer:report", args=[row.pk])


def editor():
    user = UserFactory()
    user.groups.add(Group.objects.get(name=roles.EDITORS))
    return user


def test_an_author_imports_drafts_into_an_own_anthology(client, post):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    answer = post(anthology_of(author), upload(**{"a.md": "# 题\n文", "b.md": ""}))

    page, row = ArticlePage.objects.get(), MarkdownImport.objects.get()
    shown = client.get(report_address(row)).content.decode()
    assert (answer.status_code, answer["Location"]) == (302, report_address(row))
    assert "共 2 个文件：导入 1，更新 0，无变化 0，未导入 1" in shown
    assert "文件是空的" in shown
    assert (page.live, page.author_page_id) == (False, author.pk)
    assert (row.state, row.done, row.total, row.file_name) == ("done", 1, 1, "blog.zip")
    assert ImportPart.objects.count() == 0


def test_the_answer_comes_before_the_import(client):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    archive = upload(**{"a.md": "# 题\n文"})
    data = {"archive": archive, "anthology": anthology_of(author).pk}
    answer = client.post(reverse("transfer:import"), data, follow=True)

    shown = answer.content.decode()
    assert (ArticlePage.objects.count(), ImportPart.objects.count()) == (0, 1)
    assert MarkdownImport.objects.get().state == "waiting"
    assert "排队等待导入" in shown
    # without scripts
    address = report_address(MarkdownImport.objects.get())
    assert f'href="{address}">刷新</a>' in shown


def test_the_page_shows_how_far_it_is_and_stops_asking_when_done(client, post):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    post(anthology_of(author), upload(**{"a.md": "# 题\n文"}))
    row = MarkdownImport.objects.get()
    done = client.get(report_address(row)).content.decode()
    MarkdownImport.objects.update(state="running", done=30, total=120)
    running = client.get(report_address(row)).content.decode()

    assert "已处理 30 个文件，共 120 个。" in running
    assert 'value="30"' in running
    assert "import-progress" in running
    assert "import-progress" not in done


def test_a_trusted_author_publishes(client, post):
    author = AuthorPageFactory(title="甲", is_trusted=True)
    author.save_revision().publish()
    client.force_login(author.user)
    post(anthology_of(author), upload(**{"a.md": "# 题\n文"}))

    assert ArticlePage.objects.get().live


def test_nobody_imports_into_the_anthology_of_another(client, post):
    other = AuthorPageFactory(title="乙")
    client.force_login(AuthorPageFactory(title="甲").user)
    answer = post(anthology_of(other), upload(**{"a.md": "# 题\n文"}))

    assert answer.status_code == 400
    assert (ArticlePage.objects.count(), MarkdownImport.objects.count()) == (0, 0)


def test_an_editor_chooses_any_author_and_publishes(client, post):
    author = AuthorPageFactory(title="甲")
    client.force_login(editor())
    shown = client.get(reverse("transfer:import")).content.decode()
    post(anthology_of(author), upload(**{"a.md": "# 题\n文"}))

    assert "甲 / 随笔" in shown
    assert ArticlePage.objects.get().live


def test_an_anthology_in_two_languages_says_which(
    client, django_assert_max_num_queries
):
    author = AuthorPageFactory(title="甲")
    AuthorPageFactory(title="乙")
    book = anthology_of(author)
    english = Locale.objects.get(language_code="en")
    author.copy_for_translation(english).save_revision().publish()
    book.copy_for_translation(english)
    client.force_login(editor())
    shown = client.get(reverse("transfer:import")).context["form"]
    with django_assert_max_num_queries(3):
        labels = [label for _value, label in shown["anthology"].field.choices]

    assert set(labels[1:]) >= {
        "甲 / 随笔（简体中文）",
        "甲 / 随笔（English）",
        "乙 / 随笔",
    }
    assert len(labels) == len(set(labels))


def test_a_rehearsal_writes_nothing(client, post):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    post(anthology_of(author), upload(**{"a.md": "文"}), dry_run="on")

    shown = client.get(report_address(MarkdownImport.objects.get())).content.decode()
    assert "预演结果" in shown
    assert "共 1 个文件：导入 1" in shown
    assert ArticlePage.objects.count() == 0


def test_an_editor_looks_at_everything_before_it_is_published(client, post):
    author = AuthorPageFactory(title="甲")
    client.force_login(editor())
    dated = "---\ntitle: 题\ndate: 2019-01-02\n---\n文"
    post(anthology_of(author), upload(**{"a.md": dated}), as_drafts="on")

    shown = client.get(report_address(MarkdownImport.objects.get())).content.decode()
    assert "按选择存为草稿，没有发布" in shown
    assert [page.live for page in ArticlePage.objects.all()] == [False]
    post(anthology_of(author), upload(**{"b.md": dated.replace("题", "另一篇")}))
    assert ArticlePage.objects.filter(live=True).count() == 1


def locked_zip():
    """As `zip -e` writes it: the flag of every entry says it is encrypted."""
    raw = bytearray(zipped({"a.md": "文"}))
    raw[raw.index(b"PK\x03\x04") + 6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"no zip", "不是 ZIP 压缩包，或已损坏"),
        (zipped({}), "里面没有 Markdown 文章"),
        (zipped({"a.png": b"x"}), "里面没有 Markdown 文章"),
        (zipped({"../a.md": "文"}), "路径越出压缩包：../a.md"),
        (zipped({"bomb.md": "文" * 5_000_000}), "解压后大得反常：bomb.md"),
        (locked_zip(), "压缩包里的文件有密码：a.md"),
        (
            zipped({f"{n}.md": "" for n in range(5001)}),
            "文章太多，请用命令 import_markdown 导入，最多：5000",
        ),
    ],
    ids=["text", "empty", "pictures", "climbing", "bomb", "locked", "many"],
)
def test_a_bad_zip_is_refused_on_the_form(client, post, raw, sentence):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    answer = post(anthology_of(author), SimpleUploadedFile("a.zip", raw))

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert (MarkdownImport.objects.count(), ArticlePage.objects.count()) == (0, 0)


def test_a_zip_that_is_too_big_is_refused_on_the_form(client, post, monkeypatch):
    monkeypatch.setattr("transfer.admin.MAX_UPLOAD", 10)
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    answer = post(anthology_of(author), upload(**{"a.md": "文"}))

    assert answer.status_code == 400
    assert "文件太大" in answer.content.decode()
    assert MarkdownImport.objects.count() == 0


def test_a_fourth_that_waits_is_refused_on_the_form(client):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    book = anthology_of(author)
    answers = []
    for _n in range(4):
        archive = upload(**{"a.md": "文"})
        data = {"archive": archive, "anthology": book.pk, "dry_run": "on"}
        answers.append(client.post(reverse("transfer:import"), data))
    refused = answers[-1]
    shown = refused.content.decode()

    assert [answer.status_code for answer in answers] == [302, 302, 302, 400]
    assert "还有 3 个没有做完" in shown
    errors = refused.context["form"].errors.as_data()["__all__"]
    assert [error.code for error in errors] == ["too_many_imports"]
    assert f'value="{book.pk}" selected' in shown
    assert "checked" in shown
    assert (MarkdownImport.objects.count(), ImportPart.objects.count()) == (3, 3)


def test_a_bad_file_among_good_ones_has_its_line(client, post):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    post(anthology_of(author), upload(**{"a.md": "# 题\n文", "../b.md": "文"}))

    shown = client.get(report_address(MarkdownImport.objects.get())).content.decode()
    assert "路径越出压缩包" in shown
    assert "共 2 个文件：导入 1，更新 0，无变化 0，未导入 1" in shown


def test_imports_are_seen_by_their_author_and_by_editors_only(client, post):
    author, other = AuthorPageFactory(title="甲"), AuthorPageFactory(title="乙")
    client.force_login(author.user)
    post(anthology_of(author), upload(**{"秘密.md": "# 题\n文"}))
    row = MarkdownImport.objects.get()

    def seen(user):
        client.force_login(user)
        listed = client.get(reverse("transfer:import")).content.decode()
        return "blog.zip" in listed, client.get(report_address(row)).status_code

    assert seen(author.user) == (True, 200)
    assert seen(editor()) == (True, 200)
    assert seen(other.user) == (False, 404)


def test_readers_and_visitors_stay_outside(client, post):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    post(anthology_of(author), upload(**{"a.md": "文"}))
    addresses = [
        reverse("transfer:import"),
        report_address(MarkdownImport.objects.get()),
    ]
    client.logout()
    visitor = [client.get(address).status_code for address in addresses]
    client.force_login(UserFactory())
    reader = [client.get(address).status_code for address in addresses]

    assert visitor == [302, 302]
    assert reader == [302, 302]


def test_a_long_report_has_pages_with_what_went_wrong_first(client, post):
    author = AuthorPageFactory(title="甲")
    client.force_login(author.user)
    files = {f"{n:03}.md": f"# 题 {n}\n" for n in range(120)} | {"z.md": ""}
    post(anthology_of(author), upload(**files), dry_run="on")
    address = report_address(MarkdownImport.objects.get())
    first = client.get(address).content.decode()
    second = client.get(address, {"p": "2"}).content.decode()

    assert ("z.md" in first, "z.md" in second) == (True, False)
    assert first.count(".md") + second.count(".md") == 121
