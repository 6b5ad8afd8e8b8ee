"""Who works for the site without any permission of a group."""

import pytest

from django.contrib.auth.models import Group, Permission

from wagtail.models import GroupApprovalTask, Task, Workflow, WorkflowTask

from accounts.models import User
from accounts.staff import roles
from accounts.staff.rules import is_staff_member, staff_members
from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    group = Group.objects.create(name="审稿人")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


@pytest.fixture
def reviewer(group) -> User:
    reviewer = UserFactory()
    reviewer.groups.add(group)
    return reviewer


def test_who_decides_on_foreign_texts_works_for_the_site(group, reviewer):
    before = is_staff_member(reviewer)
    for task in Task.objects.all():
        task.specific.groups.add(group)
    article = ArticlePageFactory(live=False)
    article.save_revision()
    state = article.get_workflow().start(article, article.author_page.user)
    task = state.current_task_state.task.specific
    names = [action[0] for action in task.get_actions(article, reviewer)]

    assert "approve" in names
    assert (before, is_staff_member(reviewer)) == (False, True)
    assert reviewer in staff_members()
    assert not is_staff_member(UserFactory(groups=[roles.AUTHORS]))


@pytest.mark.parametrize("active", [True, False])
def test_a_task_of_wagtails_own_counts_while_it_is_used(group, reviewer, active):
    task = GroupApprovalTask.objects.create(name="二审", active=active)
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=Workflow.objects.first(), task=task)

    assert is_staff_member(reviewer) is active
    assert (reviewer in staff_members()) is active


def test_a_reviewer_is_led_to_set_a_second_factor_up(client, group, reviewer, settings):
    settings.STAFF_SECOND_FACTOR = True
    for task in Task.objects.all():
        task.specific.groups.add(group)
    client.force_login(reviewer)

    answer = client.get("/admin/pages/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/accounts/second-factor/")
