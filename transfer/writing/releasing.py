"""What becomes public of an imported article, and when; the report says the same."""

import datetime
from typing import Any

from django.utils import timezone

from wagtail.actions.unpublish_page import UnpublishPageAction

from accounts.models import User
from articles.models import ArticlePage
from transfer.reading.post import Post


def release(
    page: ArticlePage,
    post: Post,
    old: Post | None,
    *,
    user: User | None,
    may_publish: bool,
    as_draft: bool = False,
) -> None:
    """Publish or schedule `page`, or keep as a draft what must not or may not be.

    `old` is what the file said before. Whoever may not publish, or wants drafts,
    still hides what the own file hides.
    """
    if not post.is_public:
        _hide(page, user)
    elif as_draft:
        post.note("as_draft")
    elif not may_publish:
        post.note("awaits_review")
    elif _is_over(page):
        post.note("expired", _day(page.expire_at))
    elif old is not None and _was_withdrawn(page, post, old):
        post.note("withdrawn_here")
    else:
        _tell(page, post)
        publish(page, post, user=user)
        return
    page.save_revision(user=user, clean=False)


def foretell(post: Post, *, may_publish: bool, as_draft: bool = False) -> None:
    """Note what `release` will do, for a page that is not there yet."""
    if post.is_public and as_draft:
        post.note("as_draft")
    elif post.is_public and not may_publish:
        post.note("awaits_review")
    elif post.is_public and post.goes_live and post.goes_live > timezone.now():
        post.note("scheduled", _day(post.goes_live))


def _hide(page: ArticlePage, user: User | None) -> None:
    if page.live:
        # hiding what its own file hides needs no editor
        action = UnpublishPageAction(page, user=user)
        action.execute(skip_permission_checks=True)
    elif page.pk is not None:
        # what was to be published later is not any more
        page.revisions.exclude(approved_go_live_at=None).update(
            approved_go_live_at=None
        )


def _is_over(page: ArticlePage) -> bool:
    return page.expire_at is not None and page.expire_at <= timezone.now()


def _was_withdrawn(page: ArticlePage, post: Post, old: Post) -> bool:
    """Whether somebody took it off here while the file has said the same all along."""
    is_same = old.is_public and old.goes_live == post.goes_live
    if page.live or page.pk is None or not is_same:
        return False
    # in the database: a revision knows neither
    stored = ArticlePage.objects.filter(pk=page.pk, expired=False)
    return stored.exclude(last_published_at=None).exists()


def _tell(page: ArticlePage, post: Post) -> None:
    if _is_scheduled(page):
        code = "change_scheduled" if page.live else "scheduled"
        post.note(code, _day(page.go_live_at))
    if page.expire_at:
        post.note("expires", _day(page.expire_at))


def _is_scheduled(page: ArticlePage) -> bool:
    return page.go_live_at is not None and page.go_live_at > timezone.now()


def _day(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}"


def publish(page: ArticlePage, post: Post, *, user: User | None) -> None:
    """Publish the newest text under the original date, or have it published."""
    # so that the text is rendered once, for readers, and not as a draft before
    page.live = page.live or not _is_scheduled(page)
    revision = page.save_revision(user=user, clean=False)
    # the page in hand is what the revision says: reading it back takes as long again
    revision.as_object = lambda: page
    page.publish(revision, user=user, skip_permission_checks=True)
    changed = post.updated or post.date
    if changed and changed <= timezone.now() and not _is_scheduled(page):
        ArticlePage.objects.filter(pk=page.pk).update(
            last_published_at=_not_before(changed, post)
        )


def _not_before(changed: datetime.datetime, post: Post) -> datetime.datetime:
    return max(changed, post.date) if post.date else changed
