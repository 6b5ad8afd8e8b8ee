"""Which files a text may show: nobody opens another's drafts by naming a number."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from wagtail.permissions import policy_registry

from images.models import CustomImage, FileUse

CHOOSE = ["change", "choose"]
# The author of a text and who helped, by id; None for pages only staff can write.
People = Collection[int | None] | None


def kind_of(model: Any) -> str:
    """The name of the key of `FileUse` that leads to rows of `model`."""
    return "image" if model is CustomImage else "document"


def showable(
    model: Any, ids: Collection[int], people: People, *, page_id: int | None = None
) -> set[int]:
    """Those files `ids` that a text by `people` may show.

    Their own, those without an owner, those they may choose in the admin, and
    those that everybody or the page itself shows already. A picture marked private
    is for its owner's texts alone.
    """
    shown, others = set(), set()
    for pk, owner, is_private in _rows(model, ids):
        if owner is not None and people is not None and owner in people:
            shown.add(pk)
        elif is_private:
            continue
        elif owner is None or people is None:
            shown.add(pk)
        else:
            others.add(pk)
    if others:
        shown |= _known(model, others, page_id)
        shown |= _choosable(model, others - shown, people or ())
    return shown


def _rows(model: Any, ids: Collection[int]) -> list[tuple[int, int | None, bool]]:
    found = model.objects.filter(pk__in=ids)
    if model is CustomImage:
        return list(found.values_list("pk", "uploaded_by_user_id", "is_private"))
    rows = found.values_list("pk", "uploaded_by_user_id")
    return [(pk, owner, False) for pk, owner in rows]


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
    policy = policy_registry.get_by_type(model)
    known = [pk for pk in people if pk is not None]
    for user in get_user_model().objects.filter(pk__in=known):
        rows = policy.instances_user_has_any_permission_for(user, CHOOSE)
        found.update(rows.filter(pk__in=ids - found).values_list("pk", flat=True))
    return found
