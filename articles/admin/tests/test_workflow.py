"""Authors submit, editors decide: through the admin's own views."""

import pytest

from django.core import mail
from django.test import Client
from django.urls import reverse

from wagtail.models import TaskState, WorkflowState

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, Submission
from articles.tests.factories import TopicPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(username="bianji", groups=[roles.EDITORS])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post_data(title: str, markdown: str, **extra: str) -> dict[str, str]:
    return {
        "title": title,
        "slug": "",
        "subtitle": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "markdown",
        "body-0-id": "",
        "body-0-value": markdown,
        "summary": "",
        "tags": "",
        "kind": "original",
        "source_name": "",
        "source_url": "",
        "comments_open": "on",
        "price": "0",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "co_author_links-TOTAL_FORMS": "0",
        "co_author_links-INITIAL_FORMS": "0",
        "co_author_links-MIN_NUM_FORMS": "0",
        "co_author_links-MAX_NUM_FORMS": "1000",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **extra,
    }


def write_article(author, title: str, markdown: str, **extra: str) -> ArticlePage:
    client = signed_in(author)
    add = client.get("/write/")["Location"]
    response = client.post(add, post_data(title, markdown, **extra))
    assert response.status_code == 302, response.context["form"].errors
    return ArticlePage.objects.get(draft_title=title)


def test_a_submitted_article_waits_for_an_editor_who_publishes_it(author, editor):
    article = write_article(
        author, "修书", "旧书**要慢修**。", **{"action-submit": "1"}
    )
    assert (article.live, article.slug) == (False, "xiu-shu")
    task = article.current_workflow_task_state
    assert (task.task.name, task.status) == ("编辑审核", "in_progress")

    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task.pk]
    )
    signed_in(editor).post(approve)

    article = ArticlePage.objects.get(pk=article.pk)
    assert article.live
    assert article.rendering.blocks[0]["html"] == (
        "<p>旧书<strong>要慢修</strong>。</p>\n"
    )
    assert Client().get(article.url).status_code == 200


def test_reviewers_hear_of_a_text_once_and_in_our_words(author, editor):
    editor.email = "bianji@example.com"
    editor.save()
    chief = UserFactory(is_superuser=True, email="zhubian@example.com")
    mail.outbox.clear()

    write_article(author, "修书", "旧书。", **{"action-submit": "1"})

    assert sorted(m.to[0] for m in mail.outbox) == [editor.email, chief.email]
    assert {m.subject for m in mail.outbox} == {"《修书》等你审核"}
    assert f"{author.display_name}提交了《修书》，等你审核。" in mail.outbox[0].body


def approve_in_the_form(editor, article, text: str, **shown: object) -> None:
    answer = signed_in(editor).post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        post_data("修书", text, slug="xiu-shu")
        | {
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": "{}",
        }
        | shown,
    )
    assert answer.status_code == 302, answer.context["form"].errors


def what_is_published(article) -> tuple[bool, str, int]:
    page = ArticlePage.objects.get(pk=article.pk)
    reviews = TaskState.objects.filter(revision__object_id=str(page.pk))
    waiting = reviews.filter(status=TaskState.STATUS_IN_PROGRESS)
    return page.live, page.body[0].value, waiting.count()


@pytest.mark.parametrize("text", ["旧书。", "旧书要慢修。"])
def test_what_an_editor_approves_in_the_form_is_published(author, editor, text):
    """As it stands there: a slip of the pen is mended in the same breath."""
    article = write_article(author, "修书", "旧书。", **{"action-submit": "1"})

    approve_in_the_form(editor, article, text)

    assert what_is_published(article) == (True, text, 0)


def test_what_a_colleague_mended_is_approved_by_who_has_it_before_them(author, editor):
    article = write_article(author, "修书", "旧书。", **{"action-submit": "1"})
    other = UserFactory(groups=[roles.EDITORS])
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    signed_in(other).post(edit, post_data("修书", "新书。", slug="xiu-shu"))
    newest = ArticlePage.objects.get(pk=article.pk).latest_revision

    approve_in_the_form(
        editor,
        article,
        "新书。",
        loaded_revision_id=newest.pk,
        loaded_revision_created_at=newest.created_at.isoformat(),
    )

    assert what_is_published(article) == (True, "新书。", 0)


def test_who_may_not_decide_moves_no_review(author):
    article = write_article(author, "修书", "旧书。", **{"action-submit": "1"})
    reviewed = ArticlePage.objects.get(pk=article.pk).current_workflow_task_state
    other = UserFactory(groups=[roles.EDITORS])
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    signed_in(other).post(edit, post_data("修书", "新书。", slug="xiu-shu"))
    newest = ArticlePage.objects.get(pk=article.pk).latest_revision

    signed_in(author).post(
        edit,
        post_data("修书", "新书。", slug="xiu-shu")
        | {
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "loaded_revision_id": newest.pk,
            "loaded_revision_created_at": newest.created_at.isoformat(),
        },
    )

    after = ArticlePage.objects.get(pk=article.pk).current_workflow_task_state
    assert (after.pk, after.revision_id) == (reviewed.pk, reviewed.revision_id)
    assert what_is_published(article)[0] is False


@pytest.mark.parametrize("way", ["approve", "publish"])
def test_an_author_offers_what_an_editor_mended_and_published(author, editor, way):
    topic = TopicPageFactory(title="手艺")
    chosen = {"offered_topics": str(topic.pk)}
    article = write_article(
        author, "修书", "旧书。", **{"action-submit": "1"}, **chosen
    )

    if way == "approve":
        approve_in_the_form(editor, article, "新书。", **chosen)
    else:
        signed_in(editor).post(
            reverse("wagtailadmin_pages:edit", args=[article.pk]),
            post_data("修书", "新书。", slug="xiu-shu", **chosen)
            | {"action-publish": "1"},
        )

    assert what_is_published(article) == (True, "新书。", 0)
    row = Submission.objects.get(article=article)
    assert (row.topic, row.submitted_by) == (topic, author)


def approve_at_the_desk(editor, article) -> None:
    task = ArticlePage.objects.get(pk=article.pk).current_workflow_task_state
    name = "wagtailadmin_pages:workflow_action"
    signed_in(editor).post(reverse(name, args=[article.pk, "approve", task.pk]))


def test_what_an_editor_mended_before_is_approved_with_the_rest(author, editor):
    article = write_article(author, "修书", "旧书。", **{"action-submit": "1"})
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    signed_in(editor).post(edit, post_data("修书", "新书。", slug="xiu-shu"))

    approve_at_the_desk(editor, article)

    assert what_is_published(article) == (True, "新书。", 0)


def test_what_another_wrote_meanwhile_is_looked_at_first(author, editor):
    article = write_article(author, "修书", "旧书。", **{"action-submit": "1"})
    other = UserFactory(groups=[roles.EDITORS])
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    signed_in(other).post(edit, post_data("修书", "新书。", slug="xiu-shu"))

    approve_at_the_desk(editor, article)

    assert what_is_published(article) == (False, "新书。", 1)


def test_an_article_sent_back_carries_the_reason_to_its_author(author, editor):
    article = write_article(author, "修书", "旧书。", **{"action-submit": "1"})
    task = article.current_workflow_task_state
    reject = reverse(
        "wagtailadmin_pages:workflow_action", args=[article.pk, "reject", task.pk]
    )
    mail.outbox.clear()

    signed_in(editor).post(reject, {"comment": "第二段请再写细一点。\n<b>谢谢</b>"})

    article.refresh_from_db()
    assert not article.live
    assert article.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    desk = signed_in(author).get(reverse("wagtailadmin_home")).content.decode()
    assert "退回修改" in desk
    assert "第二段请再写细一点。" in desk
    form = signed_in(author).get(f"/admin/pages/{article.pk}/edit/").content.decode()
    assert "编辑退回了这篇文章：第二段请再写细一点。<br>&lt;b&gt;谢谢&lt;/b&gt;" in form
    assert [message.to for message in mail.outbox] == [["shen@example.com"]]
    assert "第二段请再写细一点。" in mail.outbox[0].body


@pytest.mark.parametrize("comment", ["", "  \n "])
def test_nothing_is_sent_back_without_a_reason(author, editor, comment):
    article = write_article(author, "修书", "旧书。", **{"action-submit": "1"})
    task = article.current_workflow_task_state
    reject = reverse(
        "wagtailadmin_pages:workflow_action", args=[article.pk, "reject", task.pk]
    )
    mail.outbox.clear()

    answer = signed_in(editor).post(
        reject, {"comment": comment}, headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert "请写下退回的理由，作者会看到它。" in answer.json()["html"]
    article.refresh_from_db()
    assert article.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert mail.outbox == []


def test_an_author_cannot_publish_alone(author):
    article = write_article(author, "修书", "旧书。", **{"action-publish": "1"})

    assert not article.live


def test_a_trusted_author_publishes_at_once(author):
    page = author.author_pages.get()
    page.is_trusted = True
    page.save_revision().publish()

    article = write_article(author, "修书", "旧书。", **{"action-publish": "1"})

    assert article.live


def test_trust_can_be_taken_back(author):
    page = author.author_pages.get()
    for trusted in (True, False):
        page.is_trusted = trusted
        page.save_revision().publish()

    article = write_article(author, "修书", "旧书。", **{"action-publish": "1"})

    assert not article.live


def test_a_change_after_approval_needs_approval_again(author, editor):
    article = write_article(author, "修书", "第一版。", **{"action-submit": "1"})
    task = article.current_workflow_task_state
    approve = reverse(
        "wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task.pk]
    )
    signed_in(editor).post(approve)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    signed_in(author).post(
        edit,
        post_data("修书", "第二版。", slug=article.slug, **{"action-publish": "1"}),
    )

    article = ArticlePage.objects.get(pk=article.pk)
    assert "第一版" in article.rendering.text
    assert article.has_unpublished_changes
    body = article.get_latest_revision_as_object().body
    assert body[0].value == "第二版。"


def test_write_makes_author_page_and_anthology_once(client):
    user = UserFactory(username="xinren", nickname="新人")
    client.force_login(user)

    first, second = client.get("/write/"), client.get("/write/")

    assert first["Location"] == second["Location"]
    page = user.author_pages.get()
    assert (page.title, page.slug) == ("新人", "xin-ren")
    assert [child.title for child in page.get_children()] == ["随笔"]
    assert client.get(first["Location"]).status_code == 200


def test_write_asks_a_visitor_to_sign_in(client):
    response = client.get("/write/")

    assert response["Location"] == "/accounts/login/?next=/write/"
