"""An author reaches nobody else's drafts, pictures or pages, by any admin address."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from wagtail.admin import urls as admin_urls
from wagtail.models import Collection, GroupCollectionPermission

from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db

SECRET = "不可告人的草稿"
PICTURE = "不可告人的图片"


@pytest.fixture
def foreign() -> dict[str, Any]:
    """Another author's draft with revisions, private picture, submission, rights."""
    author = AuthorPageFactory(title="别人")
    anthology = AnthologyPageFactory(parent=author, title=f"{SECRET}文集", live=False)
    draft = ArticlePageFactory(
        parent=anthology, title=SECRET, markdown=SECRET, live=False
    )
    revisions = [draft.save_revision(user=author.user) for _n in range(2)]
    workflow_state = draft.get_workflow().start(draft, author.user)
    group = author.user.groups.get(name__contains="#")
    collection = GroupCollectionPermission.objects.filter(group=group)[0].collection
    image = CustomImageFactory(title=PICTURE, collection=collection, is_private=True)
    topic = TopicPageFactory()
    live = ArticlePageFactory(parent=AnthologyPageFactory(parent=author), title="已发")
    submission = Submission.objects.create(article=live, topic=topic)
    return {
        "author": author,
        "draft": draft,
        "anthology": anthology,
        "revisions": revisions,
        "task_state": workflow_state.current_task_state,
        "workflow_state": workflow_state,
        "image": image,
        "collection": collection,
        "submission": submission,
        "group": group,
    }


def patterns(
    resolver: URLResolver, before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address below `resolver` as a template such as `pages/<int:pk>/edit/`."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def admin_routes() -> list[str]:
    root = get_resolver("cms.urls")
    admin = next(
        entry
        for entry in root.url_patterns
        if isinstance(entry, URLResolver) and entry.urlconf_module is admin_urls
    )
    return [f"/{route}" for route, _entry in patterns(admin, str(admin.pattern))]


# What Wagtail's link chooser cannot do without.
FORM = {"external-link-chooser-url": "/", "external-link-chooser-link_text": ""}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


def filled(route: str, foreign: dict[str, Any]) -> list[str]:
    """The addresses of `route` with the foreign things' keys in every place."""
    draft, image = foreign["draft"], foreign["image"]
    keys = {
        "page_id": [draft.pk, foreign["anthology"].pk, foreign["author"].pk],
        "parent_page_id": [foreign["anthology"].pk, foreign["author"].pk],
        "page_to_move_id": [draft.pk],
        "page_to_copy_id": [draft.pk],
        "image_id": [image.pk],
        "revision_id": [foreign["revisions"][0].pk],
        "revision_id_a": [foreign["revisions"][0].pk],
        "revision_id_b": [foreign["revisions"][1].pk],
        "task_state_id": [foreign["task_state"].pk],
        "task_id": [foreign["task_state"].task_id],
        "group_id": [foreign["group"].pk],
        "user_id": [foreign["author"].user_id],
        "content_type_app_name": ["articles"],
        "content_type_model_name": ["articlepage"],
        "model_name": ["articlepage"],
        "app_label": ["articles"],
        "action_name": ["approve"],
        "filter_spec": ["max-100x100"],
        "object_id": [draft.pk],
        "pk": [draft.pk, image.pk, foreign["submission"].pk, foreign["collection"].pk],
    }
    names = [a or b for a, b in PARAMETER.findall(route)]
    choices = [keys.get(name, [draft.pk]) for name in names]
    rows = max((len(values) for values in choices), default=1)
    addresses = []
    for number in range(rows):
        values = iter([values[number % len(values)] for values in choices])
        address = PARAMETER.sub(lambda _found: str(next(values)), route)  # noqa: B023
        addresses.append(re.sub(r"[\^$\\]|\(\?:.*?\)\??", "", address))
    return addresses


def viewers() -> dict[str, Client]:
    author = AuthorPageFactory(title="我自己")
    clients = {"visitor": Client(), "reader": Client(), "author": Client()}
    clients["reader"].force_login(UserFactory())
    clients["author"].force_login(author.user)
    return clients


@pytest.mark.parametrize("role", ["visitor", "reader", "author"])
def test_no_admin_address_shows_or_changes_what_is_not_mine(foreign, role):
    client = viewers()[role]
    routes = admin_routes()
    assert len(routes) > 150
    before = ArticlePage.objects.get(pk=foreign["draft"].pk)

    for route in routes:
        # Signing out ends the walk; failwhale raises by design.
        if "logout" in route or "failwhale" in route:
            continue
        for address in filled(route, foreign):
            for answer in (client.get(address), client.post(address, FORM)):
                assert answer.status_code != 500, address
                if answer.streaming:
                    continue
                shown = answer.content.decode(errors="replace")
                assert SECRET not in shown, address
                assert PICTURE not in shown, address
                assert "\\u4e0d\\u53ef\\u544a\\u4eba" not in shown, address

    after = ArticlePage.objects.get(pk=foreign["draft"].pk)
    assert (after.live, after.path, after.latest_revision_id) == (
        before.live,
        before.path,
        before.latest_revision_id,
    )
    assert Submission.objects.get(pk=foreign["submission"].pk).state == "pending"
    assert Collection.objects.filter(pk=foreign["collection"].pk).exists()
    foreign["image"].refresh_from_db()


SEARCHES = [
    "/admin/pages/search/?q={}",
    "/admin/pages/search/results/?q={}",
    "/admin/choose-page/?q={}",
    "/admin/choose-page/search/?q={}",
    "/admin/choose-page/search/?q={}&page_type=articles.ArticlePage",
    "/admin/choose-page/{draft_parent}/",
    "/admin/choose-page/{draft_parent}/?page_type=articles.ArticlePage",
    "/admin/images/?q={}",
    "/admin/images/results/?q={}",
    "/admin/images/chooser/?q={}",
    "/admin/images/chooser/results/?q={}",
    "/admin/images/chooser/results/?collection_id={collection}",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/reports/site-history/",
    "/admin/reports/locked/",
    "/admin/reports/aging-pages/",
    "/admin/api/main/pages/?fields=*",
    "/admin/api/main/pages/?search={}",
    "/admin/api/main/pages/{draft}/",
    "/admin/api/main/images/?fields=*",
    "/admin/snippets/articles/submission/",
    "/api/v2/pages/?search={}",
    "/api/v2/pages/{draft}/",
    "/api/v2/images/?fields=*",
    "/api/v2/images/{image}/",
    "/api/v1/search/?q={}",
    "/search/?q={}",
]


@pytest.mark.parametrize("role", ["visitor", "reader", "author"])
def test_no_search_chooser_report_or_api_shows_what_is_not_mine(foreign, role):
    client = viewers()[role]

    for template in SEARCHES:
        for word in ("草稿", "图片"):
            address = template.format(
                word,
                draft=foreign["draft"].pk,
                draft_parent=foreign["anthology"].pk,
                image=foreign["image"].pk,
                collection=foreign["collection"].pk,
            )
            shown = client.get(address, follow=True).content.decode()
            assert SECRET not in shown, address
            assert PICTURE not in shown, address
            assert f"别人/{SECRET}" not in shown, address


def test_the_author_does_see_all_of_it(foreign):
    """The walk means something: the owner's client does find these things."""
    client = Client()
    client.force_login(foreign["author"].user)

    edit = client.get(f"/admin/pages/{foreign['draft'].pk}/edit/")
    images = client.get("/admin/images/")

    assert SECRET in edit.content.decode()
    assert PICTURE in images.content.decode()
