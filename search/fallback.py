"""Search without an index: slower and blunter, but there when the index is not.

It takes the place of the index's own answer in `search.backends.elasticsearch`, so
every search has it: the site's, the admin's, choosers, and the API's.
"""

from collections import OrderedDict
from typing import Any

from modelsearch.index import RelatedFields, SearchField, get_indexed_models

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Case, Count, IntegerField, Model, Q, QuerySet, Value, When

from wagtail.models import Page
from wagtail.search.query import And, MatchAll, Not, Or, Phrase, SearchQuery

from articles.models.selling import for_sale
from search.backends.queries import plain
from search.kinds import KINDS

# Fields anyone may read, by kind, with what must hold for them to be read.
OPEN_FIELDS: dict[str, dict[str, Q]] = {
    "articles": {
        "subtitle": Q(),
        "rendering__text": ~for_sale() | Q(rendering__has_mark=True),
        "rendering__gated_text": ~for_sale(),
    },
    "topics": {"description": Q()},
    "anthologies": {"description": Q()},
    "authors": {"tagline": Q(), "bio": Q(), "user__bio": Q(bio="")},
}
EVERYTHING, NOTHING = Q(), Q(pk__in=[])


class Words:
    """What the words of a query are looked for in: one model, some of its fields."""

    def __init__(self, model: Any, fields: list[str] | None) -> None:
        self.model, self.fields = model, fields

    def holding(self, query: SearchQuery) -> Q:
        """The rows that `query`, already cut into words, is about."""
        if isinstance(query, MatchAll):
            return EVERYTHING
        if isinstance(query, Not):
            inner = query.subquery
            return NOTHING if isinstance(inner, MatchAll) else ~self.holding(inner)
        if isinstance(query, And | Or):
            parts = [self.holding(part) for part in query.subqueries]
            return joined(parts, either=isinstance(query, Or))
        # A phrase is stored as its words and the words in them, one by one.
        words = [self.anywhere(word) for word in query.query_string.split()]
        is_any = not isinstance(query, Phrase) and query.operator == "or"
        return joined(words, either=is_any)

    def anywhere(self, word: str) -> Q:
        """The rows that hold `word` in a field anyone may read who sees the row."""
        if self.fields is not None:
            return _in_fields(self.model, self.fields, word)
        found = _in_open_fields(self.model, word)
        if self.model is Page:
            for model in get_indexed_models():
                if issubclass(model, Page) and model is not Page:
                    rows: Any = model._default_manager.filter(
                        _in_open_fields(model, word)
                    )
                    found |= Q(pk__in=rows.values("pk"))
        return found


def joined(parts: list[Q], *, either: bool) -> Q:
    if not parts:
        return NOTHING
    whole = parts[0]
    for part in parts[1:]:
        whole = whole | part if either else whole & part
    return whole


def find_without_index(compiler: Any, *, completing: bool = False) -> QuerySet:
    """The rows a compiled query asks the index for, in its order.

    By relevance that is: what has all words in its title, then the newest. The
    beginning of a word is found as the whole one is, so whoever is `completing` one
    only looks into less: the fields the index keeps for that.
    """
    rows, model = compiler.queryset, compiler.queryset.model
    fields = compiler.fields
    if completing and not fields:
        fields = [f.field_name for f in model.get_autocomplete_search_fields()]
    query = plain(compiler.query)
    rows = rows.filter(Words(model, fields or None).holding(query))
    if compiler.order_by_relevance:
        return _best_first(rows, query)
    return rows if rows.query.order_by else rows.order_by("-pk")


def count_by(compiler: Any, field: str) -> OrderedDict[Any, int]:
    """How many of the rows have each value of `field`."""
    rows = find_without_index(compiler).order_by()
    counted = rows.values_list(field).annotate(n=Count("pk")).order_by("-n")
    return OrderedDict(counted)


def _best_first(rows: QuerySet, query: SearchQuery) -> QuerySet:
    newest = ["-first_published_at"] if issubclass(rows.model, Page) else []
    if not _has(rows.model, "title") or isinstance(query, MatchAll | Not):
        return rows.order_by(*newest, "-pk")
    in_title = Words(rows.model, ["title"]).holding(query)
    first = Case(
        When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return rows.order_by(first, *newest, "-pk")


def _in_open_fields(model: Any, word: str) -> Q:
    for kind in KINDS.values():
        if model is kind.model:
            found = Q(title__icontains=word)
            for field, condition in OPEN_FIELDS[kind.name].items():
                found |= Q(**{f"{field}__icontains": word}) & condition
            return found
    return _in_fields(model, _stored_fields(model), word)


def _in_fields(model: Any, names: list[str], word: str) -> Q:
    found = NOTHING
    for name in names:
        if "__" in name:  # rows of others: each row is found once, however many hold it
            rows = model._default_manager.filter(**{f"{name}__icontains": word})
            found |= Q(pk__in=rows.values("pk"))
        elif _has(model, name):
            found |= Q(**{f"{name}__icontains": word})
    return found


def _stored_fields(model: Any) -> list[str]:
    """What the index holds of a row, as far as it is stored and not computed."""
    names = []
    for field in model.get_search_fields():
        if isinstance(field, SearchField):
            names.append(field.field_name)
        elif isinstance(field, RelatedFields):
            inner = [f for f in field.fields if isinstance(f, SearchField)]
            names += [f"{field.field_name}__{f.field_name}" for f in inner]
    return names


def _has(model: type[Model], name: str) -> bool:
    try:
        return bool(model._meta.get_field(name).concrete)
    except FieldDoesNotExist:
        return False
