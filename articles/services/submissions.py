"""Articles offered to topics: offered on publishing, decided by topic editors."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.exceptions import (
    NotTopicEditorError,
    ReasonMissingError,
    SubmissionClosedError,
)
from articles.mail.kinds import SUBMISSION
from articles.mail.letters import accepted_letter, refused_letter
from articles.models import ArticlePage, Submission, TopicPage
from core.letters import Letter
from notifications.services import tell


@transaction.atomic
def offer_to_topics(*, article: ArticlePage, user: User | None) -> None:
    """Make the submissions match the topics the author chose; repeatable.

    A new choice is pending, or accepted where the topic accepts automatically;
    a choice taken back is withdrawn. What an editor refused stays refused until
    the author takes the choice back and offers the article anew. A topic that is
    not published gets nothing new, and what it has stays as it is.
    """
    chosen = {topic.pk: topic for topic in article.offered_topics.all()}
    existing = {
        row.topic_id: row
        for row in Submission.objects.select_for_update(of=("self",))
        .select_related("topic")
        .filter(article=article)
    }
    for topic in chosen.values():
        if topic.live:
            _offer(article, topic, existing.get(topic.pk), user)
    for topic_id, row in existing.items():
        # No form offers what is not published, so nobody can have taken it back.
        if topic_id not in chosen and row.topic.live:
            _withdraw(row)


def _offer(
    article: ArticlePage, topic: TopicPage, row: Submission | None, user: User | None
) -> None:
    if row is None:
        _open(article, topic, user)
    elif row.state == Submission.State.WITHDRAWN:
        _reopen(row, topic, user)


def _withdraw(row: Submission) -> None:
    if row.state != Submission.State.WITHDRAWN:
        row.state = Submission.State.WITHDRAWN
        row.save(update_fields=["state", "updated_at"])


def _first_state(topic: TopicPage) -> str:
    if topic.accepts_automatically:
        return Submission.State.ACCEPTED
    return Submission.State.PENDING


def _open(article: ArticlePage, topic: TopicPage, user: User | None) -> None:
    state = _first_state(topic)
    Submission.objects.create(
        article=article,
        topic=topic,
        submitted_by=user,
        state=state,
        decided_at=timezone.now() if state == Submission.State.ACCEPTED else None,
    )


def _reopen(row: Submission, topic: TopicPage, user: User | None) -> None:
    row.state = _first_state(topic)
    row.submitted_by = user
    row.reason, row.decided_by = "", None
    row.decided_at = timezone.now() if row.state == Submission.State.ACCEPTED else None
    row.save()


@transaction.atomic
def accept_submission(*, submission_id: int, editor: User) -> Submission:
    """Take the article into the topic; raises when `editor` may not, or too late.

    A refused article may still be accepted: editors change their minds.
    """
    row = _lock(submission_id, editor)
    if row.state not in (Submission.State.PENDING, Submission.State.REFUSED):
        raise SubmissionClosedError
    return _decide(row, Submission.State.ACCEPTED, editor, reason="")


@transaction.atomic
def refuse_submission(*, submission_id: int, editor: User, reason: str) -> Submission:
    """Leave the article out, or take it out again, with a reason for its author."""
    row = _lock(submission_id, editor)
    if not reason.strip():
        raise ReasonMissingError
    if row.state not in (Submission.State.PENDING, Submission.State.ACCEPTED):
        raise SubmissionClosedError
    return _decide(row, Submission.State.REFUSED, editor, reason=reason.strip())


def _lock(submission_id: int, editor: User) -> Submission:
    row = Submission.objects.select_for_update().get(pk=submission_id)
    if not TopicPage.objects.edited_by(editor).filter(pk=row.topic_id).exists():
        raise NotTopicEditorError
    return row


def _decide(row: Submission, state: str, editor: User, *, reason: str) -> Submission:
    row.state, row.reason = state, reason
    row.decided_by, row.decided_at = editor, timezone.now()
    row.save(
        update_fields=["state", "reason", "decided_by", "decided_at", "updated_at"]
    )
    _tell_author(row, editor)
    return row


def _tell_author(row: Submission, editor: User) -> None:
    """A mail for those who wrote the article, unless they decided themselves."""
    page = row.article.author_page
    author = page.user if page is not None else None
    if author is None or author == editor:
        return
    tell(author, SUBMISSION.name, lambda: _letter(author.display_name, row))


def _letter(name: str, row: Submission) -> Letter:
    article, topic = row.article.title, row.topic.title
    if row.state == Submission.State.ACCEPTED:
        address = row.topic.full_url or settings.SITE_URL
        return accepted_letter(name, article=article, topic=topic, address=address)
    address = settings.SITE_URL + reverse(
        "wagtailadmin_pages:edit", args=[row.article_id]
    )
    return refused_letter(
        name, article=article, topic=topic, reason=row.reason, address=address
    )
