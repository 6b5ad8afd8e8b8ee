"""PostgreSQL full text search with words cut in Python."""

from collections.abc import Iterable
from typing import Any

from modelsearch.backends.database.postgres import postgres as base
from modelsearch.utils import get_content_type_pk

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.expressions import Expression
from django.db.models.sql.subqueries import InsertQuery

from wagtail.search.models import IndexEntry

from search.analysis import cut_for_index
from search.backends.queries import DatabaseQueryMixin

# Added to the rank of what has all words in its title, or what was typed in one
# piece. ts_rank itself stays below 1.
TITLE_ADVANTAGE = 1000.0
PHRASE_ADVANTAGE = 100.0
VECTORS = ("title", "autocomplete", "body")
TEXTS = ("title_text", "body_text")
COLUMNS = ("content_type_id", "object_id", *VECTORS, *TEXTS)


class CutIndexer(base.ObjectIndexer):
    def prepare_value(self, value: Any) -> str:
        return cut_for_index(super().prepare_value(value))


class CutIndex(base.PostgresIndex):
    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        """Store the words of `objs`, which are all of `model`."""
        indexers = [CutIndexer(obj, self.backend) for obj in objs]
        if not model.get_search_fields() or not indexers:
            return
        rows, params = self._rows(get_content_type_pk(model), indexers)
        fresh = ", ".join(f"{name} = EXCLUDED.{name}" for name in VECTORS + TEXTS)
        with self.write_connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {IndexEntry._meta.db_table} "  # noqa: S608 names only
                f"({', '.join(COLUMNS)}, title_norm) VALUES {', '.join(rows)} "
                "ON CONFLICT (content_type_id, object_id) "
                f"DO UPDATE SET {fresh}",
                params,
            )

    def _rows(
        self, content_type_pk: int, indexers: list[CutIndexer]
    ) -> tuple[list[str], list[Any]]:
        """One `(…)` of SQL for each object, and the parameters of all of them."""
        compiler = InsertQuery(IndexEntry).get_compiler(
            connection=self.write_connection
        )
        rows: list[str] = []
        params: list[Any] = []
        for indexer in indexers:
            params += [content_type_pk, indexer.id]
            vectors = []
            for name in VECTORS:
                field = IndexEntry._meta.get_field(name)
                value = compiler.prepare_value(field, getattr(indexer, name))
                sql, values = value.as_sql(compiler, self.write_connection)
                vectors.append(sql)
                params += values
            params += [indexer.title_text, indexer.body_text]
            rows.append(f"(%s, %s, {', '.join(vectors)}, %s, %s, 1.0)")
        return rows, params


def _advantage(condition: Q, size: float) -> Case:
    return Case(
        When(condition, then=Value(size)),
        default=Value(0.0),
        output_field=FloatField(),
    )


class CutSearchQueryCompiler(DatabaseQueryMixin, base.PostgresSearchQueryCompiler):
    def get_index_vectors(self, search_query: Any) -> list[tuple[Any, float]]:
        vectors = {
            "title": (F("index_entries__title"), 1.0),
            "body": (F("index_entries__body"), 1.0),
        }
        # Both, in this order, is what the GIN index over `title || body` covers.
        return [vectors[name] for name in sorted(self.columns, reverse=True)]

    def _build_rank_expression(self, vectors: Any, config: str) -> Expression:
        rank = super()._build_rank_expression(vectors, config)
        wanted = self.build_tsquery(self.query, config=config)
        rank += _advantage(Q(index_entries__title=wanted), TITLE_ADVANTAGE)
        for phrase in getattr(self.query, "phrases", []):
            together = SearchQuery(phrase, search_type="phrase", config=config)
            rank += _advantage(Q(_vector_=together), PHRASE_ADVANTAGE)
        return rank


class CutAutocompleteQueryCompiler(
    DatabaseQueryMixin, base.PostgresAutocompleteQueryCompiler
):
    pass


class PostgresBackend(base.PostgresSearchBackend):
    index_class = CutIndex
    query_compiler_class = CutSearchQueryCompiler
    autocomplete_query_compiler_class = CutAutocompleteQueryCompiler
