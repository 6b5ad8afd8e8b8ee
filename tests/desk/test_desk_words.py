"""The desk is Chinese: Wagtail's own catalogue leaves much of it in English."""

import re
from html.parser import HTMLParser

import pytest

from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, ngettext

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import Submission
from articles.tests.factories import ArticlePageFactory, TopicPageFactory

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


def test_english_editors_keep_wagtails_english():
    with translation.override("en"):
        words = gettext("Search all pages…"), gettext("live"), gettext("Saved")
    assert words == ("Search all pages…", "live", "Saved")

    with translation.override("zh-hans"):
        assert (gettext("live"), gettext("Saved")) == ("已发布", "已保存")
        many = ngettext("Referenced %(count)s time", "Referenced %(count)s times", 3)
        assert many % {"count": 3} == "被引用 3 次"
