"""Topics, anthologies and articles of the demo library as pages."""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from wagtail.models import Locale, Page

from accounts.models import User
from articles.models import (
    AnthologyPage,
    ArticlePage,
    AuthorPage,
    CoAuthor,
    Submission,
    TopicIndexPage,
    TopicPage,
)
from articles.services import accept_submission
from demo.parts import Part
from demo.people import login_of
from demo.pictures import cover
from demo.read import Anthology, Article, Topic

# Published so recently that their second topic has not decided yet.
UNDECIDED_DAYS = 8


def load_topic(topic: Topic, known: dict[str, TopicPage]) -> TopicPage:
    """One topic below its parent, which must be loaded before."""
    locale = Locale.get_default()
    parent = known.get(topic.parent) or TopicIndexPage.objects.get(locale=locale)
    existing = TopicPage.objects.child_of(parent).filter(slug=topic.slug).first()
    if existing is not None:
        return existing
    page = TopicPage(
        title=topic.title,
        slug=topic.slug,
        description=topic.description,
        cover=cover(topic.cover, topic.title),
        show_in_menus=True,
        locale=locale,
    )
    parent.add_child(instance=page)
    logins = [login_of(name) for name in topic.editors]
    page.editors.set(User.objects.filter(username__in=logins))
    page.save_revision().publish()
    return page


def load_anthology(row: Anthology, author: AuthorPage) -> AnthologyPage:
    existing = AnthologyPage.objects.child_of(author).filter(slug=row.slug).first()
    if existing is not None:
        return existing
    page = AnthologyPage(
        title=row.title,
        slug=row.slug,
        description=row.description,
        cover=cover(row.cover, row.title, owner=author.user),
        is_finished=row.finished,
        price=row.price,
        owner=author.user,
        locale=author.locale,
    )
    author.add_child(instance=page)
    page.save_revision(user=author.user).publish()
    return page


def in_language(page: Page, language: str) -> Page:
    """`page`, or its live translation, copied on first use with those above it."""
    locale = Locale.objects.get(language_code=language)
    if page.locale_id == locale.pk:
        return page
    found = page.get_translation_or_none(locale)
    if found is None:
        above = page.get_parent().specific
        if not above.has_translation(locale):
            in_language(above, language)
        found = page.copy_for_translation(locale)
    if not found.live:
        found.save_revision().publish()
    return type(page).objects.get(pk=found.pk)


def body_of(parts: list[Part], user: User | None) -> str:
    """The stream value of an article's parts, as JSON; their pictures are `user`'s."""
    blocks = [(name, _value(name, value, user)) for name, value in parts]
    return json.dumps(
        [
            {"type": name, "value": value, "id": str(uuid.uuid4())}
            for name, value in blocks
        ],
        ensure_ascii=False,
    )


def _value(name: str, value: Any, user: User | None) -> Any:
    if name == "image":
        return _picture(value, user)
    if name == "gallery":
        return {"images": [_picture(item, user) for item in value], "caption": ""}
    if name == "formula":
        return {"tex": value, "caption": ""}
    if name == "code":
        return {
            "language": value["language"],
            "caption": "",
            "code": value["source"],
        }
    return None if name in ("divider", "paywall") else value


def _picture(value: dict[str, str], user: User | None) -> dict[str, Any]:
    image = cover(value["key"], value.get("alt") or value["caption"], owner=user)
    alt = value.get("alt", "")
    return {"image": image.pk, "caption": value["caption"], "alt": alt}


def load_article(
    row: Article,
    *,
    anthology: AnthologyPage,
    topics: dict[str, TopicPage],
    authors: dict[str, AuthorPage],
) -> ArticlePage:
    """One article in its state; an existing one is left as it is."""
    parent = in_language(anthology, row.language)
    existing = ArticlePage.objects.child_of(parent).filter(slug=row.slug).first()
    if existing is not None:
        return existing
    page = _new_article(row, parent, authors[row.author])
    for username in row.co_authors:
        page.co_author_links.add(CoAuthor(author=authors[username]))
    page.offered_topics.set([topics[slug] for slug in row.topics])
    page.tags.add(*row.tags)
    _bring_to_state(page, row)
    return page


def _new_article(
    row: Article, parent: AnthologyPage, author: AuthorPage
) -> ArticlePage:
    page = ArticlePage(
        title=row.title,
        slug=row.slug,
        subtitle=row.subtitle,
        summary=row.summary,
        body=body_of(row.parts, author.user),
        cover=cover(row.cover, row.title, owner=author.user),
        kind=row.kind,
        source_name=row.source,
        comments_open=row.comments_open,
        price=row.price,
        owner=author.user,
        live=False,
        locale=parent.locale,
    )
    parent.add_child(instance=page)
    return page


def _bring_to_state(page: ArticlePage, row: Article) -> None:
    when = timezone.now() - timedelta(days=row.age_days, hours=len(row.slug) % 12)
    if row.state == "scheduled":
        page.go_live_at = when
    elif row.state == "published":
        page.first_published_at = when
    # A draft's tags and topics stand in its revision alone, which counts if it differs.
    is_published = row.state == "published"
    revision = page.save_revision(user=page.owner, changed=not is_published)
    if row.state == "review":
        page.get_workflow().start(page, page.owner)
    elif row.state in ("published", "scheduled"):
        revision.publish()
    if row.state == "published":
        ArticlePage.objects.filter(pk=page.pk).update(
            first_published_at=when,
            last_published_at=when,
            latest_revision_created_at=when,
        )
        _decide(page, row)


def _decide(page: ArticlePage, row: Article) -> None:
    waiting = Submission.objects.filter(article=page, state=Submission.State.PENDING)
    for number, submission in enumerate(waiting.order_by("topic__path")):
        if number > 0 and row.age_days < UNDECIDED_DAYS:
            continue
        editor = submission.topic.editors.order_by("pk").first()
        accept_submission(submission_id=submission.pk, editor=editor)
