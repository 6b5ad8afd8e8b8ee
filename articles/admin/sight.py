"""Which pages somebody sees in the admin."""

from typing import Any

from django.db.models import Q

from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.access import Reader
from core.pages.querysets import published_pages


def in_sight(pages: Any, user: Reader) -> Any:
    """Those of `pages` that `user` may explore, or that everybody may read."""
    if user.is_superuser:
        return pages
    own = policy_registry.get_by_type(Page).explorable_instances(user)
    public = published_pages()
    return pages.filter(Q(pk__in=own.values("pk")) | Q(pk__in=public.values("pk")))
