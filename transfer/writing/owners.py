"""Whose posts are imported, and into which anthology."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from wagtail.models import Locale, Page

from accounts.models import User
from articles.models import AnthologyPage, AuthorIndexPage, AuthorPage
from articles.services.notebooks import (
    DEFAULT_ANTHOLOGY,
    DEFAULT_ANTHOLOGY_SLUG,
    open_notebook,
    publish_at_once,
)
from core.pages.slugs import free_slug, pinyin_slug


def find_author(name: str) -> AuthorPage | None:
    """The author of this user name, pen name or address; a user becomes an author."""
    user = get_user_model().objects.filter(username=name).first()
    if user is not None:
        return _of_user(user)
    named = Q(title=name) | Q(slug=name)
    locale = Locale.get_default()
    return AuthorPage.objects.filter(named, locale=locale).order_by("pk").first()


def default_author() -> AuthorPage | None:
    """The only author there is, or else the first superuser."""
    authors = list(AuthorPage.objects.filter(locale=Locale.get_default())[:2])
    if len(authors) == 1:
        return authors[0]
    superusers = get_user_model().objects.filter(is_superuser=True, is_active=True)
    user = superusers.order_by("pk").first()
    return _of_user(user) if user is not None else None


def _of_user(user: User) -> AuthorPage:
    author: AuthorPage = open_notebook(user=user).author
    return author


@transaction.atomic
def make_author(name: str) -> AuthorPage:
    """An author page without an account, for texts whose author never signs in."""
    index = AuthorIndexPage.objects.select_for_update().get(locale=Locale.get_default())
    author = AuthorPage(
        title=name, slug=_slug(index, name, "author"), locale=index.locale
    )
    index.add_child(instance=author)
    publish_at_once(author, user=None)
    return author


@transaction.atomic
def anthology_of(author: AuthorPage, title: str = "") -> AnthologyPage:
    """The anthology called `title`, or the default one; made when missing."""
    own = AnthologyPage.objects.child_of(author)
    found = own.filter(title=title) if title else own.filter(is_default=True)
    existing = found.order_by("pk").first()
    if existing is not None:
        return existing
    if not title and author.user is not None:
        return open_notebook(user=author.user)
    wanted = _slug(author, title, "anthology") if title else DEFAULT_ANTHOLOGY_SLUG
    anthology = AnthologyPage(
        title=title or DEFAULT_ANTHOLOGY,
        slug=wanted,
        is_default=not title,
        newest_first=True,
        owner=author.user,
        locale=author.locale,
    )
    author.add_child(instance=anthology)
    publish_at_once(anthology, user=author.user)
    return anthology


def _slug(parent: Page, title: str, fallback: str) -> str:
    taken = parent.get_children().values_list("slug", flat=True)
    return free_slug(pinyin_slug(title, fallback=fallback), taken)
