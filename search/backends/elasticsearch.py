"""Elasticsearch 9 with words cut in Python: the server needs no plugin.

It sees words with blanks between them, in lower case, so its own share of the
analysis is to split at the blanks. While it is away the database answers, and what
it should have heard of waits as a task.
"""

from contextlib import suppress
from typing import Any

from elasticsearch import NotFoundError
from modelsearch.backends.elasticsearchbase import Field
from modelsearch.index import AutocompleteField, BaseField, SearchField

from wagtail.search.backends import elasticsearch9 as base
from wagtail.search.query import PlainText, SearchQuery

from core.breaker import HelperAwayError
from core.work.announcing import ask_for
from search.analysis import cut_for_index
from search.backends.careful import CarefulResults, asking
from search.backends.queries import MATCH_NONE, CutQueryMixin

# Added to the score of what has all words in its title, or what was typed in one
# piece. No score of words comes near them.
TITLE_ADVANTAGE = 1000.0
PHRASE_ADVANTAGE = 100.0


class CutMapping(base.Elasticsearch9Mapping):
    edgengram_analyzer_config = {
        "analyzer": "cut_beginnings",
        "search_analyzer": "default",
    }

    def _get_document_field_data(
        self, field: BaseField, obj: Any
    ) -> tuple[str, Any, list[Any]]:
        name, value, beginnings = super()._get_document_field_data(field, obj)
        if isinstance(field, SearchField | AutocompleteField) and value is not None:
            value = cut_for_index(str(value))
        return name, value, [cut_for_index(str(text)) for text in beginnings]


class CutSearchQueryCompiler(CutQueryMixin, base.Elasticsearch9SearchQueryCompiler):
    mapping_class = CutMapping

    def _compile_plaintext_query(
        self, query: PlainText, fields: list[Field], boost: float = 1.0
    ) -> dict[str, Any]:
        words = super()._compile_plaintext_query(query, fields, boost)
        asked = {"query": query.query_string, "operator": query.operator}
        titled = [
            self._advantage({"match": {field.field_name: asked}}, TITLE_ADVANTAGE)
            for field in fields
            if field.boost != 1
        ]
        together = [
            self._advantage(
                {"match_phrase": {fields[0].field_name: phrase}}, PHRASE_ADVANTAGE
            )
            for phrase in getattr(query, "phrases", [])
        ]
        better = titled + together
        return {"bool": {"must": words, "should": better}} if better else words

    @staticmethod
    def _advantage(condition: dict[str, Any], size: float) -> dict[str, Any]:
        return {"constant_score": {"filter": condition, "boost": size}}

    def _join_and_compile_queries(
        self, query: SearchQuery, fields: list[Field], boost: float = 1.0
    ) -> dict[str, Any]:
        # "Not this word" is about the whole text: asked field by field, a text
        # that has the word passes because its title does not.
        chosen = fields if self.fields else fields[:1]
        return super()._join_and_compile_queries(query, chosen, boost)


class CutAutocompleteQueryCompiler(
    CutQueryMixin, base.Elasticsearch9AutocompleteQueryCompiler
):
    mapping_class = CutMapping

    def get_inner_query(self) -> dict[str, Any]:
        if self.query is MATCH_NONE:
            return self._process_match_none()
        return super().get_inner_query()


class ElasticsearchBackend(base.Elasticsearch9SearchBackend):
    mapping_class = CutMapping
    query_compiler_class = CutSearchQueryCompiler
    autocomplete_query_compiler_class = CutAutocompleteQueryCompiler
    results_class = CarefulResults
    # What cannot be indexed waits as a row; the rest is for the task to raise.
    catch_indexing_errors = False
    settings = {
        "settings": {
            "analysis": {
                "analyzer": {
                    "default": {"type": "whitespace"},
                    "cut_beginnings": {
                        "type": "custom",
                        "tokenizer": "whitespace",
                        "filter": ["beginnings"],
                    },
                },
                "filter": {
                    "beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": 15}
                },
            }
        }
    }

    def add(self, obj: Any) -> None:
        """Index `obj` now, or as soon as the index is back."""
        try:
            self.put_now(obj)
        except HelperAwayError:
            self._ask_for(type(obj), obj.pk)

    def delete(self, obj: Any) -> None:
        """Take `obj` out of the index once its deletion is committed."""
        self._ask_for(type(obj), obj.pk)

    def put_now(self, obj: Any) -> None:
        """Index `obj`; HelperAwayError where the index does not answer."""
        with asking(self):
            super().add(obj)

    def forget_now(self, model: Any, key: str) -> None:
        """Take the row of `model` with this key out; HelperAwayError as above."""
        name = self.get_index_for_model(model).name
        with asking(self), suppress(NotFoundError):
            self.es.delete(index=name, id=key)

    @staticmethod
    def _ask_for(model: Any, key: Any) -> None:
        from search.tasks import bring_up_to_date_task

        ask_for(
            bring_up_to_date_task,
            (model._meta.app_label, model._meta.model_name, str(key)),
            {},
        )


SearchBackend = ElasticsearchBackend
