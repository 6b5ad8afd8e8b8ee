"""Queries with their words cut, for every backend alike."""

from typing import Any

from wagtail.search.query import (
    MATCH_ALL,
    And,
    Boost,
    Fuzzy,
    MatchAll,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)

from search.analysis import clean, cut_for_index, cut_for_query, query_phrases

MATCH_NONE = Not(MATCH_ALL)


class CutText(PlainText):
    """Plain text cut into words; `phrases` stand side by side in the best texts."""

    def __init__(self, text: str, operator: str, boost: float) -> None:
        super().__init__(cut_for_query(text), operator=operator, boost=boost)
        self.phrases = query_phrases(text)


def cut_query(query: SearchQuery) -> SearchQuery:
    """`query` with every text in it cut into words.

    A part that asks for nothing (blank, only signs) becomes "matches nothing", so
    that no backend meets an empty text. Phrases are cut as texts are, because
    only so their words stand side by side in the index.
    """
    if isinstance(query, PlainText):
        cut = CutText(query.query_string, query.operator, query.boost)
        return cut if cut.query_string else MATCH_NONE
    if isinstance(query, Phrase):
        words = cut_for_index(clean(query.query_string))
        return Phrase(words) if words else MATCH_NONE
    if isinstance(query, Fuzzy):
        words = cut_for_query(query.query_string)
        return Fuzzy(words, operator=query.operator) if words else MATCH_NONE
    return _cut_combination(query)


def _cut_combination(query: SearchQuery) -> SearchQuery:
    if isinstance(query, And | Or):
        return _joined(query, [cut_query(part) for part in query.subqueries])
    if isinstance(query, Not):
        inner = cut_query(query.subquery)
        return MATCH_ALL if _is_none(inner) else Not(inner)
    if isinstance(query, Boost):
        inner = cut_query(query.subquery)
        return inner if _is_none(inner) else Boost(inner, query.boost)
    return query


def _is_none(query: SearchQuery) -> bool:
    return isinstance(query, Not) and isinstance(query.subquery, MatchAll)


def _joined(query: And | Or, parts: list[SearchQuery]) -> SearchQuery:
    """`parts` joined like `query`, without those that match nothing or everything."""
    needless, decisive = _is_none, _is_all
    if isinstance(query, And):
        needless, decisive = _is_all, _is_none
    if any(decisive(part) for part in parts):
        return MATCH_NONE if isinstance(query, And) else MATCH_ALL
    rest = [part for part in parts if not needless(part)]
    if not rest:
        return MATCH_ALL if isinstance(query, And) else MATCH_NONE
    return rest[0] if len(rest) == 1 else type(query)(rest)


def _is_all(query: SearchQuery) -> bool:
    return isinstance(query, MatchAll)


def plain(query: SearchQuery) -> SearchQuery:
    """`query` without what databases refuse: boosts go, fuzzy words become exact."""
    if isinstance(query, Boost):
        return plain(query.subquery)
    if isinstance(query, Fuzzy):
        return PlainText(query.query_string, operator=query.operator)
    if isinstance(query, And | Or):
        return type(query)([plain(part) for part in query.subqueries])
    if isinstance(query, Not):
        return Not(plain(query.subquery))
    return query


class CutQueryMixin:
    """A query compiler that cuts words; all of them must be found."""

    DEFAULT_OPERATOR = "and"
    query: SearchQuery

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = cut_query(self.query)


class DatabaseQueryMixin(CutQueryMixin):
    """What SQLite and PostgreSQL have in common.

    The index has a column for titles and one for everything else, so `fields=`
    chooses between these two; modelsearch's own answer to it reads the raw table
    (PostgreSQL), where no word is cut, or fails (SQLite).
    """

    def __init__(
        self, queryset: Any, query: Any, fields: list[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(queryset, query, fields=None, **kwargs)
        self.query = plain(self.query)
        names = fields if fields is not None else ["title", "body"]
        self.columns = sorted({"title" if n == "title" else "body" for n in names})
