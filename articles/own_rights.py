"""What of the page tree and the pictures is an author's own, and their names."""

from collections.abc import Iterator

from wagtail.models import Collection

from accounts.models import User
from articles.models import AuthorPage
from articles.services.notebooks import LIBRARIES, personal_group_name


def own_pages(user: User) -> list[int]:
    """The author pages of `user`, in every language."""
    return list(AuthorPage.objects.filter(user=user).values_list("pk", flat=True))


def own_collections(user: User) -> list[int]:
    """The library of `user`'s own pictures and documents."""
    shelf = Collection.objects.filter(depth=2, name=LIBRARIES).first()
    if shelf is None:
        return []
    own = shelf.get_children().filter(name=personal_group_name(user))
    return list(own.values_list("pk", flat=True))


def names_of_trusted_authors() -> Iterator[tuple[int | None, str]]:
    """Pen names editors have vouched for."""
    trusted = AuthorPage.objects.filter(is_trusted=True)
    yield from trusted.values_list("user_id", "title")
