"""Search without an index: slower and blunter, but there when the index is not."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from search.kinds import KINDS, Kind

FREE = Q(price=0, source_price=None) & (
    Q(anthology__isnull=True) | Q(anthology__price=0, anthology__source_price=None)
)

# Fields anyone may read, by kind, with what must hold for them to be read.
OPEN_FIELDS: dict[str, dict[str, Q]] = {
    "articles": {
        "subtitle": Q(),
        "rendering__text": FREE | Q(rendering__has_mark=True),
        "rendering__gated_text": FREE,
    },
    "topics": {"description": Q()},
    "anthologies": {"description": Q()},
    "authors": {"tagline": Q(), "bio": Q()},
}


def find_without_index(kind: Kind, words: list[str], shown: Q) -> QuerySet:
    """The `shown` pages of `kind` that hold each of `words`: titles first, then newest."""
    rows = kind.pages(shown)
    in_title = Q()
    for word in words:
        anywhere = Q(title__icontains=word)
        for field, condition in OPEN_FIELDS[kind.name].items():
            anywhere |= Q(**{f"{field}__icontains": word}) & condition
        rows = rows.filter(anywhere)
        in_title &= Q(title__icontains=word)
    first = Case(
        When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return rows.order_by(first, "-first_published_at", "-pk")


def count_without_index(words: list[str], shown: Q) -> dict[str, int]:
    """How many pages of each kind `find_without_index` finds."""
    return {
        name: find_without_index(kind, words, shown).count()
        for name, kind in KINDS.items()
    }
