"""Nothing typed is lost: not in the editor's first seconds, not around an autosave."""

import pytest
from playwright.sync_api import Page, Route, expect

from wagtail.models import TaskState

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from tests.browser import choose_action, markdown_editor, saving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

SAVED = "form[data-w-unsaved-has-edits-value=false]"
EDIT = "**/admin/pages/*/edit/"
BEGINNING = 2_000  # ms after the form has connected: Wagtail's own first look at it
SOON = 3_000  # ms: that, and an autosave


@pytest.fixture
def article():
    book = AnthologyPageFactory()
    page = ArticlePageFactory(parent=book, title="旧稿", markdown="旧文。", live=False)
    page.save_revision(user=page.author_page.user)
    return page


def open_editor(room, article: ArticlePage, moment: int = 0) -> Page:
    """The editor `moment` ms after it appeared; its clock goes when it is told to."""
    page = room.open(article.author_page.user)
    page.clock.install()
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.clock.run_for(moment)
    return page


def connect_anew(page: Page) -> None:
    """As a form does whose fields come after it."""
    for name in ("w-unsaved-away", "w-unsaved"):
        change = "(form, name) => form.dataset.controller = form.dataset.controller.replace(/\\bw-unsaved\\S*/, name)"
        page.locator("form[data-edit-form]").evaluate(change, name)


def type_title(page: Page, text: str) -> None:
    page.locator("#id_title").press("End")
    page.keyboard.type(text)


def type_text(page: Page, text: str) -> None:
    markdown_editor(page).locator(".CodeMirror-lines").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def close(page: Page) -> None:
    """As with the cross of the tab: the page may ask first, and is closed then."""
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def newest(article: ArticlePage) -> tuple[str, str]:
    page = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    return page.title, page.body[0].value


@pytest.mark.parametrize("moment", [0, 100, 500, 1500])
def test_what_is_typed_at_once_saves_itself(room, article, moment):
    page = open_editor(room, article, moment)
    type_title(page, "新题")
    type_text(page, "早写的。")

    with saving(page):
        page.clock.run_for(SOON)

    expect(page.locator(SAVED)).to_have_count(1)
    close(page)
    assert newest(article) == ("旧稿新题", "旧文。早写的。")


@pytest.mark.parametrize("moment", [0, 100, 500, 1500])
@pytest.mark.parametrize("typing", [type_title, type_text])
def test_a_tab_closed_at_once_asks_first(room, article, moment, typing):
    page = open_editor(room, article, moment)
    typing(page, "早写的。")

    close(page)

    assert [asked.partition(":")[0] for asked in room.dialogs] == ["beforeunload"]
    room.dialogs.clear()


def test_what_is_typed_between_the_editors_two_beginnings_counts(room, article):
    page = room.open(article.author_page.user)
    page.clock.install(time=0)
    page.clock.pause_at(1)
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.clock.run_for(BEGINNING // 2)
    connect_anew(page)
    page.clock.run_for(BEGINNING // 2)
    is_between = page.evaluate("0 < watches.begun && watches.begun < watches.connected")
    type_title(page, "早写的。")
    page.clock.run_for(BEGINNING // 2)

    close(page)

    assert (is_between, room.dialogs) == (True, ["beforeunload: "])
    room.dialogs.clear()


@pytest.mark.parametrize("moment", [0, 100, SOON])
def test_a_tab_in_which_nothing_was_typed_closes_and_saves_nothing(
    room, article, moment
):
    page = open_editor(room, article, moment)
    page.locator("#id_title").click()
    page.clock.run_for(2 * SOON)

    close(page)

    assert article.revisions.count() == 1


def test_what_is_typed_while_it_saves_is_saved_as_well(room, article):
    page = open_editor(room, article, SOON)

    def type_more(route: Route) -> None:
        answer = route.fetch()
        type_title(page, "二")
        route.fulfill(response=answer)

    page.route(EDIT, type_more, times=1)
    type_title(page, "一")
    with saving(page):
        page.clock.run_for(SOON)
    with saving(page):
        page.clock.run_for(SOON)

    assert newest(article)[0] == "旧稿一二"
    expect(page.locator(SAVED)).to_have_count(1)
    close(page)


def test_a_button_pressed_while_it_saves_waits_and_is_heard(room, article):
    page = room.open(article.author_page.user)
    page.goto(f"/admin/pages/{article.pk}/edit/")
    type_title(page, "一")
    for text in ("二", "三"):  # new versions of this window's own
        with saving(page):
            type_title(page, text)

    def press(route: Route) -> None:
        answer = route.fetch()
        page.locator("footer .w-dropdown__toggle").first.click()
        page.get_by_role("button", name="提交审核").click()
        route.fulfill(response=answer)

    page.route(EDIT, press, times=1)
    type_title(page, "四")

    expect(page.locator(".messages .success")).to_be_visible()
    assert newest(article)[0] == "旧稿一二三四"
    assert ArticlePage.objects.get(pk=article.pk).workflow_in_progress


def test_own_saves_stand_in_no_ones_way(room, article):
    page = room.open(article.author_page.user)
    page.goto(f"/admin/pages/{article.pk}/edit/")
    for text in ("一", "二"):
        with saving(page):
            type_text(page, text)

    choose_action(page, "提交审核")

    assert ArticlePage.objects.get(pk=article.pk).workflow_in_progress


@pytest.fixture
def reviewed(article):
    article.get_workflow().start(article, article.author_page.user)
    return article


@pytest.fixture
def editor():
    return UserFactory(groups=[roles.EDITORS])


def begin_to_decide(page: Page, action: str) -> None:
    """Choose what asks for words."""
    page.locator("footer .w-dropdown__toggle").first.click()
    page.get_by_role("button", name=action).click()
    page.locator(".modal textarea").fill("写得好。")


def hand_in_decision(page: Page) -> None:
    page.locator(".modal form [type=submit]").click()


def decision_on(article: ArticlePage) -> tuple[str, str]:
    review = TaskState.objects.get(revision__object_id=str(article.pk))
    return review.status, review.comment


@pytest.mark.parametrize(
    ("action", "status"), [("退回修改", "rejected"), ("附言通过", "approved")]
)
def test_a_decision_with_words_is_no_unsaved_change(
    room, reviewed, editor, action, status
):
    page = room.open(editor)
    page.goto(f"/admin/pages/{reviewed.pk}/edit/")

    begin_to_decide(page, action)
    hand_in_decision(page)

    expect(page.locator(".messages .success")).to_be_visible()
    assert decision_on(reviewed) == (status, "写得好。")
    assert room.dialogs == []


def test_a_decision_that_did_not_go_is_not_made_by_the_next_save(
    room, reviewed, editor
):
    page = room.open(editor)
    page.goto(f"/admin/pages/{reviewed.pk}/edit/")
    begin_to_decide(page, "附言通过")
    page.route("**/admin/standing/", lambda route: route.abort(), times=1)
    hand_in_decision(page)
    expect(page.locator(".messages .error")).to_contain_text("连不上网站")
    expect(page.locator(".modal form [type=submit]")).to_be_enabled()
    page.locator(".modal").get_by_role("button", name="关闭").click()
    room.errors.clear()

    page.get_by_role("button", name="保存草稿").click()

    expect(page.locator(".messages .success")).to_be_visible()
    assert decision_on(reviewed) == ("in_progress", "")
