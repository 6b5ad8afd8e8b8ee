"""Who works for the site, and has to prove it twice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django_otp import user_has_device

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import F, Q, QuerySet

from wagtail.models import (
    AbstractGroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
)

from accounts.models import User
from core.registry import Registry

Ids = Iterable[int]


@dataclass(frozen=True, slots=True)
class Own:
    """Which roots of pages and collections are a person's own, in one app."""

    pages: Callable[[User], Ids]
    collections: Callable[[User], Ids]


OWN: Registry[str, Own] = Registry("own pages and files")


def is_staff_member(user: User) -> bool:
    """Whether `user` has a right beyond what is their own, whatever group gives it.

    To enter the admin is no such right: authors write there.
    """
    if user.is_superuser:
        return True
    return (
        _has_rights_of_models(user)
        or _has_rights_on_pages(user)
        or _has_rights_on_collections(user)
        or _reviewing_groups().filter(user=user).exists()
    )


def staff_members() -> list[User]:
    """Everybody of whom `is_staff_member` is true; not for a reader's request."""
    return [person for person in _candidates() if is_staff_member(person)]


def _candidates() -> QuerySet[User]:
    """Few, and all of the staff among them: authors have rights on what they own."""
    of_models = Permission.objects.exclude(codename="access_admin")
    on_others = (
        GroupPagePermission.objects.filter(group__user__isnull=False)
        .annotate(person=F("group__user"), owner=F("page__owner"))
        .exclude(owner=F("person"))
    )
    on_root = GroupCollectionPermission.objects.filter(collection__depth__lt=3)
    is_candidate = (
        Q(is_superuser=True)
        | Q(user_permissions__in=of_models)
        | Q(groups__permissions__in=of_models)
        | Q(pk__in=on_others.values("person"))
        | Q(pk__in=on_root.values("group__user"))
        | Q(groups__in=_reviewing_groups())
    )
    return User.objects.filter(is_candidate).distinct()


def _has_rights_of_models(user: User) -> bool:
    rights = Permission.objects.filter(Q(group__user=user) | Q(user=user))
    return rights.exclude(codename="access_admin").exists()


def _has_rights_on_pages(user: User) -> bool:
    own = [key for app in OWN for key in app.pages(user)]
    rights = GroupPagePermission.objects.filter(group__user=user)
    return rights.exclude(page_id__in=own).exists()


def _has_rights_on_collections(user: User) -> bool:
    own = [key for app in OWN for key in app.collections(user)]
    rights = GroupCollectionPermission.objects.filter(group__user=user)
    return rights.exclude(collection_id__in=own).exists()


def _reviewing_groups() -> QuerySet[Group]:
    """Who decides on others' texts: a row of a workflow's task, and no permission.

    Of every kind of task that asks a group, ours and Wagtail's, as long as it is used.
    """
    asks = Q()
    for kind in apps.get_models():
        if issubclass(kind, AbstractGroupApprovalTask):
            groups: Any = kind._meta.get_field("groups")
            asks |= Q(**{f"{groups.related_query_name()}__active": True})
    return Group.objects.filter(asks)


def has_second_factor(user: User) -> bool:
    """Whether `user` has an app for codes or a passkey, set up to the end."""
    return bool(user_has_device(user, confirmed=True))


def is_verified(user: User) -> bool:
    """Whether this session has proved a second factor; django-otp's middleware knows."""
    return getattr(user, "otp_device", None) is not None


def needs_second_factor(user: User) -> bool:
    """Whether the admin stays shut until `user` has proved a second factor.

    Staff where `STAFF_SECOND_FACTOR` asks for it, and everybody who set one up.
    """
    if is_verified(user):
        return False
    if has_second_factor(user):
        return True
    return settings.STAFF_SECOND_FACTOR and is_staff_member(user)
