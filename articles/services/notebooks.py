"""A reader becomes an author: the author page, the first anthology, the rights."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
)

from accounts.models import User
from accounts.staff import roles
from articles.models import AnthologyPage, AuthorIndexPage, AuthorPage
from core.locks import PATIENCE, patience
from core.pages.slugs import free_slug, pinyin_slug

DEFAULT_ANTHOLOGY = "随笔"
DEFAULT_ANTHOLOGY_SLUG = "suibi"
LIBRARIES = "作者图库"


@transaction.atomic
def open_notebook(*, user: User) -> AnthologyPage:
    """The default anthology of `user`; author page and rights are made on first use.

    Repeatable, and safe when called twice at once: the user's row is locked.
    Raises `User.DoesNotExist` if the account is gone.
    """
    # What others write for `user` names the row by its key and goes on meanwhile.
    people = get_user_model().objects.select_for_update(no_key=True)
    with patience(PATIENCE):
        user = people.get(pk=user.pk)
    author = _author_page(user)
    anthology = AnthologyPage.objects.child_of(author).filter(is_default=True).first()
    if anthology is None:
        anthology = AnthologyPage(
            title=DEFAULT_ANTHOLOGY,
            slug=DEFAULT_ANTHOLOGY_SLUG,
            is_default=True,
            newest_first=True,
            owner=user,
            locale=author.locale,
        )
        author.add_child(instance=anthology)
        publish_at_once(anthology, user=user)
    return anthology


def publish_at_once(page: Page, *, user: User | None) -> None:
    """Make the first version of a page made for somebody the one readers see.

    Nobody reviews an empty place to write in, so no right to publish is asked for.
    """
    revision = page.save_revision(user=user, log_action=True)
    revision.publish(user=user, skip_permission_checks=True)
    page.refresh_from_db()


def _author_page(user: User) -> AuthorPage:
    locale = Locale.get_default()
    existing = AuthorPage.objects.filter(user=user, locale=locale).first()
    if existing is not None:
        return existing
    name = user.display_name
    author = AuthorPage(title=name, user=user, owner=user, locale=locale)
    # Locking the index keeps two newcomers from taking the same place in the tree.
    with patience(PATIENCE):
        index = AuthorIndexPage.objects.select_for_update().get(locale=locale)
    wanted = pinyin_slug(name, fallback=AuthorPage.slug_fallback)
    siblings = index.get_children().filter(slug__startswith=wanted)
    author.slug = free_slug(wanted, siblings.values_list("slug", flat=True))
    index.add_child(instance=author)
    publish_at_once(author, user=user)
    give_author_rights(user=user, author=author)
    return author


def personal_group_name(user: User) -> str:
    return f"{roles.AUTHORS} #{user.pk}"


def give_author_rights(*, user: User, author: AuthorPage) -> Group:
    """Let `user` into the admin, at the own pages and the own pictures only.

    Wagtail gives rights to groups on subtrees, and every view, chooser, search
    and API of its admin obeys them; hence one group for each author.
    """
    group, _made = Group.objects.get_or_create(name=personal_group_name(user))
    user.groups.add(group, Group.objects.get(name=roles.AUTHORS))
    _give_library(group)
    follow_author(author=author)
    return group


def follow_author(*, author: AuthorPage) -> None:
    """Give the author's group its rights on this page too, a translation say.

    Repeatable; does nothing for an author page without an account.
    """
    group = _personal_group(author)
    if group is None:
        return
    for action in ("add", "change"):
        _allow_on_page(group, author, action)
    sync_trust(author=author)


def _personal_group(author: AuthorPage) -> Group | None:
    if author.user is None:
        return None
    return Group.objects.filter(name=personal_group_name(author.user)).first()


def _allow_on_page(group: Group, page: Page, action: str) -> None:
    right = Permission.objects.get(
        content_type__app_label="wagtailcore", codename=f"{action}_page"
    )
    GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)


def _give_library(group: Group) -> Collection:
    shelf = Collection.objects.filter(depth=2, name=LIBRARIES).first()
    if shelf is None:
        root = Collection.objects.select_for_update().get(depth=1)
        shelf = root.add_child(instance=Collection(name=LIBRARIES))
    library = shelf.get_children().filter(name=group.name).first()
    if library is None:
        library = shelf.add_child(instance=Collection(name=group.name))
    rights = Permission.objects.filter(
        # Wagtail asks for rights on its own image model, whatever the site uses.
        content_type__app_label__in=("wagtailimages", "wagtaildocs"),
        content_type__model__in=("image", "document"),
        codename__regex="^(add|change|delete|choose)_",
    )
    for right in rights:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=library, permission=right
        )
    return library


def sync_trust(*, author: AuthorPage) -> None:
    """Give or take the right to publish without review, as `is_trusted` says."""
    group = _personal_group(author)
    if group is None:
        return
    if author.is_trusted:
        _allow_on_page(group, author, "publish")
    else:
        GroupPagePermission.objects.filter(
            group=group, page=author, permission__codename="publish_page"
        ).delete()
