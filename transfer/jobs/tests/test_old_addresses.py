"""Old addresses of a blog: one line in the report, and one button for an editor."""

import pytest

from django.urls import reverse

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory, AuthorPageFactory
from transfer.jobs.tests.test_runs import author, handed_in
from transfer.models import MarkdownImport
from transfer.tasks import import_markdown_task
from transfer.tests.test_admin import editor, report_address

__all__ = ["author"]
pytestmark = pytest.mark.django_db
POST = "---\ntitle: 第 {0} 篇\npermalink: /old/{0}/\n{1}---\n文\n"
FILES = {f"{n}.md": POST.format(n, "") for n in range(4)} | {
    "d.md": POST.format("d", "draft: true\n"),
    "s.md": POST.format("s", "date: 2150-01-01\n"),
}


@pytest.fixture
def row(author):
    row = handed_in(author, FILES)
    import_markdown_task(row.pk)
    return MarkdownImport.objects.get(pk=row.pk)


def stored():
    return dict(Redirect.objects.values_list("old_path", "redirect_page__title"))


def press(client, row):
    return client.post(reverse("transfer:set_addresses", args=[row.pk]))


def test_they_are_one_line_for_all_posts(client, author, row):
    client.force_login(author.user)

    shown = client.get(report_address(row)).content.decode()

    assert "4 个旧地址还不通到这里" in shown
    assert "1 个旧地址属于还没有发布的文章" in shown
    assert shown.count("旧地址") == 2
    assert "全部设好" not in shown
    assert stored() == {}


def test_an_editor_sets_them_with_one_button(client, row):
    client.force_login(editor())
    assert "全部设好" in client.get(report_address(row)).content.decode()

    answer = press(client, row)

    assert (answer.status_code, answer["Location"]) == (302, report_address(row))
    assert stored() == {f"/old/{n}": f"第 {n} 篇" for n in range(4)}
    shown = client.get(report_address(row)).content.decode()
    assert "设好了 4 个旧地址。" in shown
    assert "全部设好" not in shown
    press(client, row)
    assert len(stored()) == 4


def test_who_may_add_no_redirects_sets_none(client, author, row):
    client.force_login(author.user)
    assert press(client, row).status_code in (302, 403)
    client.force_login(AuthorPageFactory(title="乙").user)
    assert press(client, row).status_code == 404

    assert stored() == {}


def test_only_what_is_open_and_still_the_authors_gets_one(client, author, row):
    hidden, closed, moved, _left = ArticlePage.objects.filter(live=True).order_by("pk")
    hidden.unpublish()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    other = ArticlePageFactory()
    moved.move(other.get_parent(), pos="last-child")
    Redirect.objects.all().delete()
    Redirect.objects.create(old_path="/old/3", redirect_page=other)
    client.force_login(editor())

    press(client, row)

    assert stored() == {"/old/3": other.title}


def test_a_rehearsal_sets_nothing(client, author, row):
    MarkdownImport.objects.update(is_dry_run=True)
    client.force_login(editor())

    press(client, row)

    assert stored() == {}
