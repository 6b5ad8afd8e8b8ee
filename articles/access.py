"""Who may read the paid part of an article. One function decides, everywhere."""

from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from articles.models import ArticlePage
from core.pages.editing import editable
from core.registry import Registry

Reader: TypeAlias = User | AnonymousUser
# Of these articles, which are for sale, the keys of those the person may read.
Grant = Callable[[User, Collection[ArticlePage]], set[int]]
# Reasons to be let in, such as "has bought it".
GRANTS: Registry[str, Grant] = Registry("grants")


def readable_in_full(
    user: Reader,
    articles: Iterable[ArticlePage],
    *,
    may_edit: Collection[int] | None = None,
) -> set[int]:
    """Keys of those of `articles` that `user` may read to the end.

    All that are not for sale, those they wrote, those they may edit in the admin, and
    those for which a registered grant says so; each reason is asked once, about what
    is still shut. Callers that know what is `editable` say so.
    """
    shut = {article.pk: article for article in articles}
    free = {pk for pk, article in shut.items() if not article.is_for_sale}
    opened = set(free)
    if not isinstance(user, User) or not user.is_active:
        return opened
    for reason in (_written, *GRANTS, _edited(may_edit)):
        left = [article for pk, article in shut.items() if pk not in opened]
        if not left:
            break
        opened |= reason(user, left) & shut.keys()
    return opened


def can_read_all(user: Reader, article: ArticlePage) -> bool:
    """Whether `user` may read what stands behind the paywall mark of `article`."""
    return article.pk in readable_in_full(user, [article])


def _edited(known: Collection[int] | None) -> Grant:
    return editable if known is None else lambda _user, _articles: set(known)


def _written(user: User, articles: Collection[ArticlePage]) -> set[int]:
    """What `user` wrote, alone or with others."""
    own = Q(author_page__user=user) | Q(co_author_links__author__user=user)
    rows = ArticlePage.objects.filter(own, pk__in=[article.pk for article in articles])
    return set(rows.values_list("pk", flat=True))
