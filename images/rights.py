"""Whose a file is, and which files a text may show.

Nobody opens another's drafts by naming a number.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail.permissions import policy_registry

from accounts.models import User
from images.models import CustomImage, FileUse

CHOOSE = ["change", "choose"]
# The author of a text and who helped, by id; None for pages only staff can write.
People = Collection[int | None] | None


def choosable(files: Any, user: User, actions: Sequence[str] = CHOOSE) -> Any:
    """Those of `files`, pictures or documents, that `user` may choose in the admin."""
    policy = policy_registry.get_by_type(files.model)
    allowed = policy.instances_user_has_any_permission_for(user, actions)
    return files.filter(pk__in=allowed.values("pk"))


def may_choose(user: User, file: Any) -> bool:
    """The rule of `choosable`, for a file that is loaded."""
    policy = policy_registry.get_by_type(type(file))
    return bool(policy.user_has_any_permission_for_instance(user, CHOOSE, file))


def of_theirs(files: Any, user: User) -> Any:
    """Those of `files` that `user` brought, or may choose in the admin."""
    own = Q(uploaded_by_user=user)
    return files.filter(own | Q(pk__in=choosable(files, user).values("pk")))


def is_theirs(user: User, file: Any) -> bool:
    """The rule of `of_theirs`, for a file that is loaded."""
    return file.uploaded_by_user_id == user.pk or may_choose(user, file)


def refuse_foreign(user: User, file: Any) -> None:
    """ValidationError where `user` chose a file that is kept to somebody else.

    A chooser shows none of others' libraries; a hand-made request could name one.
    """
    owner = getattr(file, "uploaded_by_user_id", user.pk)
    if owner == user.pk:
        return
    if getattr(file, "is_private", False):
        words = _("这张图片是别人的私密图片，请换一张。")
        raise ValidationError(words, code="private_picture")
    if owner is not None and not may_choose(user, file):
        words = _("这张图片不在你的图库里，请换一张。")
        raise ValidationError(words, code="foreign_picture")


def kind_of(model: Any) -> str:
    """The name of the key of `FileUse` that leads to rows of `model`."""
    return "image" if model is CustomImage else "document"


# Who first named which of these files in a text, by key; unknown ones are left out.
Namers = Callable[[Any, Collection[int]], dict[int, int]]


def nobody(_model: Any, _ids: Collection[int]) -> dict[int, int]:
    return {}


def showable(
    model: Any,
    ids: Collection[int],
    people: People,
    *,
    page_id: int | None = None,
    namers: Namers = nobody,
) -> set[int]:
    """Those files `ids` that a text by `people` may show.

    Their own, those without an owner on the common shelf, those they may choose in
    the admin, those that everybody or the page itself shows already, and those that
    somebody who helped put in and has a right to: nobody lends a right to a number
    others wrote. A picture marked private is for texts of its owner alone, or where
    they put it.
    """
    shown, others, owners, private = set(), set(), {}, set()
    for pk, owner, is_private, is_shared in _rows(model, ids):
        is_theirs = owner is not None and people is not None and owner in people
        is_common = people is None or (owner is None and is_shared)
        if is_theirs or (is_common and not is_private):
            shown.add(pk)
        else:
            others.add(pk)
            owners[pk] = owner
            private |= {pk} if is_private else set()
    if others - private:
        shown |= _known(model, others - private, page_id)
        shown |= _choosable(model, others - private - shown, people or ())
    if left := others - shown:
        shown |= _put_in(model, namers(model, left), owners, private)
    return shown


def _put_in(
    model: Any, named: dict[int, int], owners: dict[int, int | None], private: set[int]
) -> set[int]:
    own = {pk for pk, user in named.items() if owners.get(pk) == user}
    shared = {pk: user for pk, user in named.items() if pk not in own | private}
    for user in set(shared.values()):
        theirs = {pk for pk, each in shared.items() if each == user}
        own |= _choosable(model, theirs, (user,))
    return own


def _rows(model: Any, ids: Collection[int]) -> list[tuple[int, int | None, bool, bool]]:
    """Key, owner, whether it is private, and whether it lies where everybody's do."""
    columns = ["pk", "uploaded_by_user_id", "collection__depth"]
    if model is CustomImage:
        columns.append("is_private")
    return [
        (pk, owner, any(private), depth == 1)
        for pk, owner, depth, *private in model.objects.filter(pk__in=ids).values_list(
            *columns
        )
    ]


def _known(model: Any, ids: set[int], page_id: int | None) -> set[int]:
    name = f"{kind_of(model)}_id"
    uses = FileUse.objects.filter(**{f"{name}__in": ids})
    open_to_all = uses.open_to_all().values("pk")
    known = Q(pk__in=open_to_all) | Q(page_id=page_id, page_id__isnull=False)
    return set(uses.filter(known).values_list(name, flat=True))


def _choosable(model: Any, ids: set[int], people: Collection[int | None]) -> set[int]:
    if not ids:
        return set()
    found: set[int] = set()
    known = [pk for pk in people if pk is not None]
    for user in get_user_model().objects.filter(pk__in=known):
        rows = choosable(model.objects.filter(pk__in=ids - found), user)
        found.update(rows.values_list("pk", flat=True))
    return found
