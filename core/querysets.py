"""Which pages readers may open, decided inside the query that asks."""

from typing import Self

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from wagtail.models import PageManager, PageQuerySet, PageViewRestriction


def unrestricted() -> Q:
    """Pages neither restricted themselves nor below a restricted one.

    As Wagtail's `PageQuerySet.public()`, which asks for the restrictions first
    and so costs one query more for each list on a screen.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(reader_path=path)
    return ~Q(Exists(above.filter(reader_path__startswith=F("page__path"))))


class BasePageQuerySet(PageQuerySet):
    """Pages as Wagtail knows them, and the one rule of what readers may open."""

    def published(self) -> Self:
        """What every reader may open: live and under no view restriction.

        Search backends cannot read this condition; where the result goes on to
        a search, use Wagtail's `live().public()`.
        """
        return self.live().filter(unrestricted())


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
