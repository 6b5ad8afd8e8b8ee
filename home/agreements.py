"""The documents people agree to: plain pages an editor keeps."""

from django.db.models import Case, IntegerField, Value, When
from django.utils import translation

from home.models import StandardPage

SLUGS = ("terms", "privacy")


def published_agreements() -> dict[str, StandardPage]:
    """The page for each of `SLUGS` that has one, in one query.

    In the reader's language where there is one, else in any.
    """
    is_mine = Case(
        When(locale__language_code=translation.get_language(), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    pages = (
        StandardPage.objects.published()
        .filter(slug__in=SLUGS)
        .annotate(is_mine=is_mine)
        .order_by("is_mine", "-pk")
        .select_related("locale")
    )
    return {page.slug: page for page in pages}
