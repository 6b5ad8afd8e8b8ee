"""The desk is Chinese: Wagtail's own catalogue leaves much of it in English."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    TopicPageFactory,
)

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
HAN = re.compile(r"[\u4e00-\u9fff]")
SHOWN = ("alt", "aria-label", "placeholder", "title", "data-w-tooltip-content-value")
# Written into Wagtail's code without a way to translate them.
FIXED = {"Save Selected"}


class Words(HTMLParser):
    """The phrases a page shows or reads out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.hidden = tag
        self.found |= {value or "" for name, value in attrs if name in SHOWN}

    def handle_endtag(self, tag: str) -> None:
        if tag == self.hidden:
            self.hidden = ""

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.add(" ".join(data.split()))


def english_in(client: Client, address: str) -> set[str]:
    answer = client.get(address, headers={"accept-language": "zh-CN"})
    assert answer.status_code == 200, address
    words = Words()
    words.feed(answer.content.decode())
    phrases = {text for text in words.found if not HAN.search(text)}
    return {text for text in phrases if ENGLISH.search(text)} - FIXED


@pytest.fixture
def article():
    page = ArticlePageFactory(title="文")
    page.save_revision(user=page.author_page.user)
    Submission.objects.create(article=page, topic=TopicPageFactory())
    return page


DESK = (
    "/admin/ /admin/pages/{book}/ /admin/pages/{book}/?ordering=ord "
    "/admin/pages/{page}/edit/ /admin/pages/{page}/history/ /admin/pages/{page}/copy/ "
    "/admin/pages/add/articles/articlepage/{book}/ /admin/images/ /admin/documents/ "
    "/admin/account/ /admin/reports/workflow/"
).split()
EDITORS_DESK = [*DESK, "/admin/snippets/articles/submission/", "/admin/pages/"]


@pytest.mark.parametrize("is_editor", [False, True])
def test_the_desk_speaks_chinese(article, is_editor):
    user = article.author_page.user
    desk = EDITORS_DESK if is_editor else DESK
    client = Client()
    client.force_login(UserFactory(groups=[roles.EDITORS]) if is_editor else user)
    names = {"book": article.anthology_id, "page": article.pk}

    found = {address: english_in(client, address.format(**names)) for address in desk}

    assert found == {address: set() for address in desk}


def test_the_list_of_submissions_names_its_columns(article, admin_client):
    answer = admin_client.get("/admin/snippets/articles/submission/")

    labels = [
        str(column.label or "") for column in answer.context["table"].columns.values()
    ]
    assert labels[-5:] == ["文章", "专题", "状态", "投稿人", "创建时间"]


def test_a_search_names_what_it_counts(article, admin_client):
    call_command("update_index", verbosity=0)

    answer = admin_client.get("/admin/pages/search/", {"q": "文"})

    assert re.search(r"第 1–\d+ 个，共 \d+ 个页面\s*</th>", answer.text)


def test_the_report_on_old_pages_names_nobody_where_nobody_published(
    article, admin_client
):
    user = article.author_page.user
    article.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    by_nobody = ArticlePageFactory(title="无人")
    by_nobody.save_revision().publish()

    answer = admin_client.get("/admin/reports/aging-pages/")

    cells = {
        row.split("/edit/")[1].split(">")[1].split("<")[0].strip(): row.split("<td")[4]
        for row in answer.text.split("<tr>")
        if "/edit/" in row
    }
    assert user.username in cells["文"]
    assert cells["无人"].split(">", 1)[1].split("<")[0].strip() == ""


def test_moving_asks_in_plain_words(article, admin_client):
    other = ArticlePageFactory().get_parent().get_parent()

    answer = admin_client.get(
        f"/admin/pages/{article.get_parent().pk}/move/{other.pk}/confirm/"
    )

    assert f"确认将此页面及其子页面移到“{other.title}”？" in answer.text


def test_an_empty_list_has_no_first_and_last(admin_client):
    empty = AnthologyPageFactory()

    answer = admin_client.get(f"/admin/pages/{empty.pk}/")

    assert "第 1–0 个" not in answer.text
    assert "共 0 个" not in answer.text


@pytest.mark.parametrize(
    "address",
    ["/admin/pages/{}/delete/", "/admin/bulk/wagtailcore/page/delete/?id={}"],
)
def test_a_wrong_name_deletes_nothing_and_is_told_in_chinese(
    article, admin_client, address
):
    answer = admin_client.post(
        address.format(article.pk), {"confirm_site_name": "荏冉"}, follow=True
    )

    assert "还没有删除：请一字不差地输入“荏苒”来确认。" in answer.text
    assert ArticlePage.objects.filter(pk=article.pk).exists()


def test_english_editors_keep_wagtails_english():
    with translation.override("en"):
        words = gettext("Search all pages…"), gettext("live"), gettext("Saved")
    assert words == ("Search all pages…", "live", "Saved")

    with translation.override("zh-hans"):
        assert (gettext("live"), gettext("Saved")) == ("已发布", "已保存")
        many = ngettext("Referenced %(count)s time", "Referenced %(count)s times", 3)
        assert many % {"count": 3} == "被引用 3 次"


# Each idea of a review has one word; these are the others Wagtail has for them.
OTHER_WORDS = ("批准", "请求修改", "请求的更改", "工作流", "送审", "帐号", "您")


@pytest.mark.parametrize("is_editor", [False, True])
def test_a_review_has_one_word_for_each_idea(article, is_editor):
    author = article.author_page.user
    article.get_workflow().start(article, author)
    editor = UserFactory(groups=[roles.EDITORS])
    client = Client()
    client.force_login(editor if is_editor else author)
    names = {"book": article.anthology_id, "page": article.pk}

    shown = {address: client.get(address.format(**names)).text for address in DESK}

    said = {(a, word) for a in DESK for word in OTHER_WORDS if word in shown[a]}
    assert said == set()
    edit = shown["/admin/pages/{page}/edit/"]
    own = ("退回修改", "附言通过") if is_editor else ("撤回提交",)
    assert [word for word in own if word not in edit] == []
    assert "搜索与分享" in edit


def test_taking_a_text_back_is_never_the_big_button(article):
    author = article.author_page.user
    article.get_workflow().start(article, author)
    client = Client()
    client.force_login(author)

    answer = client.get(f"/admin/pages/{article.pk}/edit/")

    menu = answer.context["action_menu"]
    assert menu.default_item.name == "action-page-locked"
    assert [item.name for item in menu.menu_items] == ["action-cancel-workflow"]


@pytest.mark.parametrize("is_published_here", [False, True])
def test_a_draft_from_elsewhere_was_not_published_here(
    article, admin_client, is_published_here
):
    then = timezone.now() - timedelta(days=3 * 365 + 180)
    ArticlePage.objects.filter(pk=article.pk).update(
        live=is_published_here,
        first_published_at=then,
        last_published_at=then if is_published_here else None,
    )
    ArticlePage.objects.get(pk=article.pk).save_revision()

    shown = admin_client.get(f"/admin/pages/{article.pk}/edit/").text

    assert ("首次发布：" in shown) is is_published_here
    assert ("3\xa0年，5\xa0个月前" in shown) is is_published_here
