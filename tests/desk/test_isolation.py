"""An author reaches nobody else's drafts, pictures or pages, by any admin address."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from wagtail_localize.models import Translation, TranslationSource

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from wagtail.admin import urls as admin_urls
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.documents.models import Document
from wagtail.models import Collection, GroupCollectionPermission, Locale

from accounts.tests.factories import UserFactory
from articles.models import ArticlePage, AuthorIndexPage, Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from home.models import HomePage
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db

# Part of every name below: no answer holds it.
SECRET, PICTURE, PAPER = "不可告人的草稿", "不可告人的图片", "不可告人的文件"
HIDDEN = ("不可告人", "\\u4e0d\\u53ef\\u544a\\u4eba", "%E4%B8%8D%E5%8F%AF%E5%91%8A")


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
    document = Document.objects.create(
        title=PAPER,
        collection=collection,
        file=ContentFile(b"x", name="bukegaoren.txt"),
    )
    source, _made = TranslationSource.update_or_create_from_instance(draft)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    # The anthology and author page are copied along.
    source.create_or_update_translation(
        translation.target_locale, publish=False, copy_parent_pages=True, fallback=True
    )
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
        "document": document,
        "source": source,
        "translation": translation,
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
BULK = "/admin/bulk/"


def named_in_query(foreign: dict[str, Any]) -> str:
    """The foreign things by every name a query may call them."""
    names = ("draft", "anthology", "author", "image", "document", "submission")
    ids = [("id", foreign[name].pk) for name in names]
    page, book, shelf = (foreign[n].pk for n in ("draft", "anthology", "collection"))
    return urlencode(
        [
            *ids,
            *(("selected-submissions", page), ("page_id", page), ("page", 1)),
            *(("childOf", book), ("parent_page_id", book), ("target_pages[]", page)),
            *(("collection_id", shelf), ("collection", shelf), ("child_of", book)),
        ]
    )


def named_in_form(foreign: dict[str, Any]) -> dict[str, Any]:
    """The same in a form, with what the forms of Wagtail cannot do without."""
    names = ("draft", "image", "document", "submission")
    return FORM | {
        "id": [foreign[name].pk for name in names],
        "new_parent_page": foreign["anthology"].pk,
        "chooser": foreign["anthology"].pk,
        "parent_page": foreign["anthology"].pk,
        "page": foreign["draft"].pk,
        "destination_page_id": foreign["anthology"].pk,
        "new_title": "我的",
        "new_slug": "wo-de",
        "title": "改了",
        "collection": foreign["collection"].pk,
        "image": foreign["image"].pk,
        "document": foreign["document"].pk,
        "locales": [Locale.objects.get(language_code="en").pk],
        "tags": "贴上",
        "value": "改了",
        "comment": "改了",
        "revision_id": foreign["revisions"][0].pk,
    }


def bulk_addresses() -> list[str]:
    """Every bulk action on every model it is for."""
    bulk_action_registry._scan_for_bulk_actions()
    return [
        f"{BULK}{app}/{model}/{action}/"
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


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
        "document_id": [foreign["document"].pk],
        "translation_source_id": [foreign["source"].pk],
        "translation_id": [foreign["translation"].pk],
        "string_segment_id": [segment_of(foreign)],
        "overridable_segment_id": [segment_of(foreign)],
        "content_type_app_name": ["articles"],
        "content_type_model_name": ["articlepage"],
        "model_name": ["articlepage"],
        "app_label": ["articles"],
        "action_name": ["approve"],
        "filter_spec": ["max-100x100"],
        "object_id": [draft.pk],
        "pk": [
            foreign[name].pk
            for name in ("draft", "image", "document", "submission", "collection")
        ],
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


def segment_of(foreign: dict[str, Any]) -> int:
    return foreign["source"].stringsegment_set.values_list("pk", flat=True)[0]


def viewers() -> dict[str, Client]:
    author = AuthorPageFactory(title="我自己")
    # People who write in two languages: the trees above them are everybody's.
    english = HomePage.objects.get(locale__language_code="en")
    index = AuthorIndexPage.objects.child_of(english).get()
    AuthorPageFactory(parent=index, title="Myself", user=author.user)
    clients = {"visitor": Client(), "reader": Client(), "author": Client()}
    clients["reader"].force_login(UserFactory())
    clients["author"].force_login(author.user)
    return clients


@pytest.mark.parametrize("role", ["visitor", "reader", "author"])
def test_no_admin_address_shows_or_changes_what_is_not_mine(foreign, role):
    client = viewers()[role]
    routes = admin_routes()
    assert len(routes) > 150
    before = facts(foreign)
    query, form = named_in_query(foreign), named_in_form(foreign)
    addresses = [f"{address}?{query}" for address in bulk_addresses()]
    addresses += [f"{address}?id=all" for address in bulk_addresses()]
    for route in routes:
        # Signing out ends the walk; failwhale raises by design.
        if "logout" not in route and "failwhale" not in route:
            addresses += [f"{address}?{query}" for address in filled(route, foreign)]

    shown = [address for address in addresses if shows_hidden(client, address, form)]

    assert shown == []
    assert facts(foreign) == before


def shows_hidden(client: Client, address: str, form: dict[str, Any]) -> bool:
    """Whether a look at `address`, or a form sent there, shows anything hidden."""
    answers = [client.get(address), client.post(address, form)]
    if answers[-1].status_code in (302, 403):
        # It may be one of the names that was refused: now without them.
        answers.append(client.post(address.partition("?")[0], FORM))
    for answer in answers:
        assert answer.status_code != 500, address
    texts = [a.content.decode(errors="replace") for a in answers if not a.streaming]
    return any(word in text for text in texts for word in HIDDEN)


def facts(foreign: dict[str, Any]) -> list[Any]:
    """What a stranger could have changed."""
    draft = ArticlePage.objects.get(pk=foreign["draft"].pk)
    files = (foreign["image"], foreign["document"])
    for file in files:
        file.refresh_from_db()
    return [
        *(draft.live, draft.path, draft.latest_revision_id, draft.title),
        *((file.title, file.collection_id, list(file.tags.names())) for file in files),
        Submission.objects.get(pk=foreign["submission"].pk).state,
        Collection.objects.filter(pk=foreign["collection"].pk).exists(),
        Translation.objects.get(pk=foreign["translation"].pk).enabled,
        foreign["anthology"].get_children().count(),
        ArticlePage.objects.count(),
    ]


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
