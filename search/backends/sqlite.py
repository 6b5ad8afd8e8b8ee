"""SQLite FTS5 with words cut in Python."""

from collections.abc import Callable, Iterable
from typing import Any

from modelsearch.backends.database.sqlite import sqlite as base
from modelsearch.backends.database.sqlite.query import MatchExpression
from modelsearch.utils import (
    get_content_type_pk,
    get_descendants_content_types_pks,
)

from django.db.models import Case, FloatField, QuerySet, Value, When
from django.db.models.expressions import Func

from wagtail.search.models import IndexEntry, SQLiteFTSIndexEntry
from wagtail.search.query import And, MatchAll, Not, Phrase, SearchQuery

from search.analysis import cut_for_index
from search.backends.queries import DatabaseQueryMixin

# Smaller ranks come first; no bm25 of a body comes near this.
TITLE_ADVANTAGE = -1_000_000.0
PHRASE_ADVANTAGE = -1_000.0


class CutIndexer(base.ObjectIndexer):
    def prepare_value(self, value: Any) -> str:
        return cut_for_index(super().prepare_value(value))


class CutIndex(base.SQLiteIndex):
    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        """Store the words of `objs`, which are all of `model`."""
        indexers = [CutIndexer(obj, self.backend) for obj in objs]
        if not model.get_search_fields() or not indexers:
            return
        entries = [self._entry(get_content_type_pk(model), i) for i in indexers]
        # Trigger-fed FTS rows follow inserts and updates of the entries alike.
        self.entries.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "autocomplete", "body"],
        )

    @staticmethod
    def _entry(content_type_pk: int, indexer: CutIndexer) -> IndexEntry:
        return IndexEntry(
            content_type_id=content_type_pk,
            object_id=indexer.id,
            title=indexer.title,
            autocomplete=indexer.autocomplete,
            body=indexer.body,
        )


class ColumnBM25(Func):
    """bm25 of one row: (autocomplete, body, title) weigh (0, 1, 5)."""

    function = "bm25"
    output_field = FloatField()

    def as_sql(
        self, compiler: Any, connection: Any, *args: Any, **kwargs: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return f"bm25({SQLiteFTSIndexEntry._meta.db_table}, 0.0, 1.0, 5.0)", ()


class RankingMixin(DatabaseQueryMixin):
    """Finds and ranks in two statements.

    modelsearch ranks in a subquery that runs the whole search again for every row
    found, and weighs all columns alike, so that a long text that repeats a word
    stands above the text that has it in its title.
    """

    queryset: QuerySet
    build_search_query: Callable[..., Any]

    def search(
        self,
        config: Any,
        start: int | None,
        stop: int | None,
        score_field: str | None = None,
    ) -> QuerySet:
        """The rows found, in the order of the queryset; ranking is `ranks()`."""
        wanted = base.normalize(self.query)
        if isinstance(wanted, MatchAll):
            return self.queryset[start:stop]
        found = self.queryset.all()
        if not found.query.order_by:
            found = found.order_by("-pk")
        if not isinstance(wanted, Not):
            return found.filter(pk__in=self._found_ids(wanted))[start:stop]
        if isinstance(wanted.subquery, MatchAll):
            return found.none()
        return found.exclude(pk__in=self._found_ids(wanted.subquery))[start:stop]

    @property
    def is_ranked(self) -> bool:
        return not isinstance(base.normalize(self.query), MatchAll | Not)

    def ranks(self) -> dict[str, float]:
        """Rank of each object found, by its key as text; the smallest is the best."""
        wanted = base.normalize(self.query)
        rank = ColumnBM25() + self._advantage(["title"], wanted, TITLE_ADVANTAGE)
        phrases = getattr(self.query, "phrases", [])
        if phrases:
            together = And([Phrase(phrase) for phrase in phrases])
            rank += self._advantage(self.columns, together, PHRASE_ADVANTAGE)
        entries = self._entries(wanted).annotate(rank=rank)
        return dict(entries.values_list("index_entry__object_id", "rank"))

    def _advantage(self, columns: list[str], query: SearchQuery, size: float) -> Case:
        inside = SQLiteFTSIndexEntry.objects.filter(self._match(columns, query))
        return Case(
            When(pk__in=inside.values("pk"), then=Value(size)),
            default=Value(0.0),
            output_field=FloatField(),
        )

    def _match(self, columns: list[str], query: SearchQuery) -> MatchExpression:
        return MatchExpression(columns, self.build_search_query(query))

    def _entries(self, wanted: SearchQuery) -> QuerySet:
        types = get_descendants_content_types_pks(self.queryset.model)
        return SQLiteFTSIndexEntry.objects.filter(
            self._match(self.columns, wanted), index_entry__content_type__in=types
        )

    def _found_ids(self, wanted: SearchQuery) -> QuerySet:
        return self._entries(wanted).values("index_entry__object_id")


class CutSearchQueryCompiler(RankingMixin, base.SQLiteSearchQueryCompiler):
    pass


class CutAutocompleteQueryCompiler(RankingMixin, base.SQLiteAutocompleteQueryCompiler):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = ["autocomplete"]


class RankedResults(base.SQLiteSearchResults):
    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        if not compiler.is_ranked:
            return super()._do_search()
        ranks = compiler.ranks()
        if compiler.order_by_relevance:
            rows = self._best_rows(ranks)
        else:
            rows = super()._do_search()
        if self._score_field:
            for row in rows:
                setattr(row, self._score_field, ranks[str(row.pk)])
        return rows

    def _best_rows(self, ranks: dict[str, float]) -> list[Any]:
        found = self.query_compiler.search(None, None, None)
        keys = sorted(found.order_by().values_list("pk", flat=True), reverse=True)
        keys.sort(key=lambda key: ranks[str(key)])
        chosen = keys[self.start : self.stop]
        rows = self.query_compiler.queryset.in_bulk(chosen)
        return [rows[key] for key in chosen]


class SQLiteBackend(base.SQLiteSearchBackend):
    index_class = CutIndex
    query_compiler_class = CutSearchQueryCompiler
    autocomplete_query_compiler_class = CutAutocompleteQueryCompiler
    results_class = RankedResults
