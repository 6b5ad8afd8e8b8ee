"""Who may read the paid part of an article. One function decides, everywhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articles.models import ArticlePage

Grant = Callable[[Any, "ArticlePage"], bool]
_grants: list[Grant] = []


def register_grant(grant: Grant) -> None:
    """Add a reason to be let in, such as "has bought it"; called in `ready()`."""
    if grant not in _grants:
        _grants.append(grant)


def can_read_all(user: Any, article: "ArticlePage") -> bool:
    """Whether `user` may read what stands behind the paywall mark of `article`.

    Yes for what is not for sale, for its authors, for those who may edit the
    page in the admin, and for whom a registered grant says so.
    """
    if not article.is_for_sale:
        return True
    if not user.is_authenticated or not user.is_active:
        return False
    if _is_author(user, article) or any(grant(user, article) for grant in _grants):
        return True
    return article.permissions_for_user(user).can_edit()


def _is_author(user: Any, article: "ArticlePage") -> bool:
    if article.author_page is not None and article.author_page.user_id == user.pk:
        return True
    return article.co_author_links.filter(author__user_id=user.pk).exists()
