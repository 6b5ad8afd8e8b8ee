"""Topic editors decide in the admin: one by one and in bulk, on their topics only."""

import pytest

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import Submission
from articles.tests.factories import ArticlePageFactory, TopicPageFactory

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_articles_submission:list"
EDIT = "wagtailsnippets_articles_submission:edit"


def topic_edited_by(user, title: str):
    """A live topic as the admin leaves it: published, its editors in their group."""
    topic = TopicPageFactory(title=title)
    topic.editors.add(user)
    topic.save_revision().publish()
    return topic


def submission(topic, title: str) -> Submission:
    return Submission.objects.create(
        article=ArticlePageFactory(title=title), topic=topic
    )


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor():
    return UserFactory(username="zhuanti", nickname="专题人")


@pytest.fixture
def mine(editor):
    topic = topic_edited_by(editor, "手艺")
    return [submission(topic, f"我的{n}") for n in range(3)]


@pytest.fixture
def foreign():
    return submission(topic_edited_by(UserFactory(), "别人的"), "别处")


def listed(client: Client) -> set[str]:
    table = client.get(reverse(LIST)).context["object_list"]
    return {row.article.title for row in table}


def states(rows: list[Submission]) -> list[tuple]:
    found = Submission.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    return [(row.state, row.reason, row.decided_by) for row in found]


def bulk(action: str, rows: list[Submission]) -> str:
    address = reverse("wagtail_bulk_action", args=["articles", "submission", action])
    return f"{address}?next={reverse(LIST)}&" + "&".join(f"id={r.pk}" for r in rows)


def test_the_list_shows_the_submissions_to_my_topics(editor, mine, foreign):
    assert listed(signed_in(editor)) == {"我的0", "我的1", "我的2"}


@pytest.mark.parametrize("who", ["editor", "admin"])
def test_editors_of_the_site_see_every_submission(mine, foreign, who):
    user = (
        UserFactory(is_superuser=True)
        if who == "admin"
        else UserFactory(groups=[roles.EDITORS])
    )

    assert listed(signed_in(user)) == {"我的0", "我的1", "我的2", "别处"}


def test_an_author_has_no_list(mine):
    author = mine[0].article.author_page.user

    answer = signed_in(author).get(reverse(LIST))

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_the_form_accepts(editor, mine):
    address = reverse(EDIT, args=[mine[0].pk])
    client = signed_in(editor)
    assert "我的0" in client.get(address).content.decode()

    answer = client.post(address, {"decision": "accept", "reason": ""})

    assert (answer.status_code, answer["Location"]) == (302, reverse(LIST))
    assert states(mine) == [("accepted", "", editor), *[("pending", "", None)] * 2]


def test_the_form_refuses_with_a_reason(editor, mine):
    address = reverse(EDIT, args=[mine[0].pk])

    signed_in(editor).post(address, {"decision": "refuse", "reason": "题目不合"})

    assert states(mine[:1]) == [("refused", "题目不合", editor)]


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ("accept", "专题“手艺”收录了《我的0》。"),
        ("refuse", "专题“手艺”没有收录《我的0》，作者会看到理由。"),
    ],
)
def test_the_desk_says_what_was_decided(editor, mine, decision, told):
    answer = signed_in(editor).post(
        reverse(EDIT, args=[mine[0].pk]),
        {"decision": decision, "reason": "题目不合"},
        follow=True,
    )

    assert [
        str(message).split("<")[0].strip() for message in answer.context["messages"]
    ] == [told]


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        (
            {"decision": "refuse", "reason": ""},
            "reason",
            "请写明不收录的理由，作者会看到。",
        ),
        ({"reason": "好"}, "decision", "请填写这一项。"),
    ],
)
def test_the_form_says_what_is_missing(editor, mine, data, field, message):
    answer = signed_in(editor).post(reverse(EDIT, args=[mine[0].pk]), data)

    assert answer.status_code == 200
    assert answer.context["form"].errors == {field: [message]}
    assert states(mine[:1]) == [("pending", "", None)]


def test_a_form_that_comes_too_late_says_so(editor, mine):
    address = reverse(EDIT, args=[mine[0].pk])
    client = signed_in(editor)
    client.post(address, {"decision": "accept", "reason": ""})

    answer = client.post(address, {"decision": "accept", "reason": ""})

    assert answer.context["form"].non_field_errors() == ["这份投稿已经处理过了。"]


def test_another_topics_form_is_closed(editor, mine, foreign):
    address = reverse(EDIT, args=[foreign.pk])
    client = signed_in(editor)

    answers = [client.post(address, {"decision": "accept", "reason": ""})]
    for view in ("edit", "history", "usage"):
        name = f"wagtailsnippets_articles_submission:{view}"
        answers.append(client.get(reverse(name, args=[foreign.pk])))
        assert client.get(reverse(name, args=[mine[0].pk])).status_code == 200

    assert {answer["Location"] for answer in answers} == {"/admin/"}
    assert states([foreign]) == [("pending", "", None)]


def test_bulk_acceptance(editor, mine):
    client = signed_in(editor)
    assert client.get(bulk("accept", mine[:2])).status_code == 200

    answer = client.post(bulk("accept", mine[:2]), follow=True)

    assert states(mine) == [*[("accepted", "", editor)] * 2, ("pending", "", None)]
    assert "处理了 2 份投稿。" in answer.content.decode()


def test_bulk_refusal_gives_one_reason_to_all(editor, mine):
    signed_in(editor).post(bulk("refuse", mine), {"reason": "本月已满"})

    assert states(mine) == [("refused", "本月已满", editor)] * 3


def test_bulk_refusal_without_a_reason_changes_nothing(editor, mine):
    answer = signed_in(editor).post(bulk("refuse", mine), {"reason": ""})

    assert answer.context["form"].errors == {"reason": ["请填写这一项。"]}
    assert states(mine) == [("pending", "", None)] * 3


def test_bulk_decisions_leave_out_what_was_decided_meanwhile(editor, mine):
    Submission.objects.filter(pk=mine[0].pk).update(state="withdrawn")

    answer = signed_in(editor).post(bulk("accept", mine), follow=True)

    assert [state for state, _reason, _who in states(mine)] == [
        "withdrawn",
        "accepted",
        "accepted",
    ]
    assert "处理了 2 份投稿。" in answer.content.decode()


def test_bulk_decisions_do_not_reach_other_topics(editor, mine, foreign):
    signed_in(editor).post(bulk("accept", [mine[0], foreign]))

    assert states([foreign]) == [("pending", "", None)]


@pytest.mark.parametrize("action", ["add", "delete"])
def test_nobody_adds_or_deletes_submissions_by_hand(mine, action):
    admin = signed_in(UserFactory(is_superuser=True))
    args = [mine[0].pk] if action == "delete" else []

    answer = admin.post(
        reverse(f"wagtailsnippets_articles_submission:{action}", args=args)
    )

    assert answer.status_code in (302, 403)
    assert Submission.objects.count() == 3


# --- The group of topic editors -----------------------------------------------


def editors_of_topics() -> set[str]:
    return set(
        Group.objects.get(name=roles.TOPIC_EDITORS).user_set.values_list(
            "username", flat=True
        )
    )


def test_the_group_holds_exactly_the_editors_of_live_topics(editor):
    topic = topic_edited_by(editor, "手艺")
    other = UserFactory(username="lingyi")
    second = topic_edited_by(other, "纸")
    second.editors.add(editor)
    second.save_revision().publish()
    assert editors_of_topics() == {"zhuanti", "lingyi"}

    topic.unpublish()
    assert editors_of_topics() == {"zhuanti", "lingyi"}

    second.editors.remove(editor)
    second.save_revision().publish()
    assert editors_of_topics() == {"lingyi"}


def test_the_group_forgets_the_editors_of_a_deleted_topic(editor):
    above = TopicPageFactory(title="上面")
    below = TopicPageFactory(title="下面", parent=above)
    below.editors.add(editor)
    below.save_revision().publish()
    assert editors_of_topics() == {"zhuanti"}

    above.delete()

    assert editors_of_topics() == set()
