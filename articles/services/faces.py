"""What author pages repeat of an account follows the account."""

from django.db import transaction

from wagtail.models import Page, Revision
from wagtail.search import index

from articles.models import AuthorPage


@transaction.atomic
def follow_account(user_id: int) -> list[int]:
    """Bring name and words on the author pages of an account up to date.

    Repeatable; gives the keys of the pages that have another name now. Nothing is
    published: live page and newest version get the name, a draft stays a draft, the
    address stays what it is. Whoever is at a page is waited for.
    """
    own = AuthorPage.objects.filter(user_id=user_id).order_by("pk")
    held = Page.objects.filter(pk__in=own.values("pk")).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk"))
    return [page.pk for page in own.select_related("user") if _follow(page)]


def _follow(page: AuthorPage) -> bool:
    before = (page.title, page.draft_title)
    page.follow_account()
    is_renamed = before != (page.title, page.draft_title)
    if is_renamed:
        page.save(update_fields=["title", "draft_title"])
    if "title" in page.kept_by_account:
        _rename_newest(page)
    index.insert_or_update_object(page)
    return is_renamed


def _rename_newest(page: AuthorPage) -> None:
    """The newest version gets the name; whose it is and its moment stay."""
    newest = Revision.objects.filter(pk=page.latest_revision_id).first()
    names = {"title": page.title, "draft_title": page.title}
    if newest is not None and newest.content["title"] != page.title:
        Revision.objects.filter(pk=newest.pk).update(
            content={**newest.content, **names}, object_str=str(page)
        )
