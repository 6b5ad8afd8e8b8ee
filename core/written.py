"""Queries whose SQL is written once.

Django writes the SQL of a query anew each time it runs; for the page of an article that
costs more than asking the database. A `Written` query keeps the statement, and puts
other values into it. See docs/adr/0017-the-cold-page.md.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Row = TypeVar("Row")
# What stands for a value while the statement is written: nothing else equals it.
INTEGER, TEXT, KEY = 2_025_112_600, "\u2060value\u2060", 0x2025_1126 << 64


@dataclass(frozen=True, slots=True)
class Statement:
    """`places`: positions among the parameters, with the name and form of the value."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    places: dict[int, tuple[str, Callable[[Any], Any]]]
    converters: Any


class Written(Generic[Row]):
    """The rows of `build(**values)`, as the query set itself would give them.

    `build` is called once, with stand-ins of the `kinds` (`int`, `str` or `UUID` by
    name), which it may use as whole values only; ValueError where it does otherwise.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], **kinds: type) -> None:
        self._build, self._kinds = build, kinds

    def rows(self, **values: Any) -> list[Row]:
        """All rows for these values, which are of the kinds that were said."""
        statement = self._statement
        run: Any = _Run(statement, values)
        rows: Any = statement.queryset._iterable_class(run)
        return list(rows)

    def first(self, **values: Any) -> Row | None:
        """The first row, or None; the query set should end after one."""
        return next(iter(self.rows(**values)), None)

    @cached_property
    def _statement(self) -> Statement:
        kinds = enumerate(self._kinds.items())
        stands = {name: _stand_in(kind, number) for number, (name, kind) in kinds}
        queryset: Any = self._build(**stands)
        if queryset._prefetch_related_lookups:
            raise ValueError("a written query has no queries after it")
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        places = _places(params, stands)
        if {name for name, _form in places.values()} != stands.keys():
            raise ValueError("a value does not stand in the statement as it is")
        converters = compiler.get_converters(column[0] for column in compiler.select)
        return Statement(queryset, compiler, sql, tuple(params), places, converters)


def _stand_in(kind: type, number: int) -> int | str | UUID:
    if kind is int:
        return INTEGER + number
    return f"{TEXT}{number}" if kind is str else UUID(int=KEY + number)


def _places(
    params: Any, stands: dict[str, int | str | UUID]
) -> dict[int, tuple[str, Callable[[Any], Any]]]:
    found: dict[int, tuple[str, Callable[[Any], Any]]] = {}
    for place, param in enumerate(params):
        for name, stand in stands.items():
            if type(param) is type(stand) and param == stand:
                found[place] = name, _as_it_is
            elif isinstance(stand, UUID) and param == stand.hex:
                # Databases without a type for keys have them as text.
                found[place] = name, _as_text
    return found


def _as_it_is(value: Any) -> Any:
    return value


def _as_text(value: UUID) -> str:
    return value.hex


class _Run:
    """What Django's iterables ask of a query set, and of its query."""

    db = DEFAULT_DB_ALIAS
    _fields = None

    def __init__(self, statement: Statement, values: dict[str, Any]) -> None:
        self._statement, self._values = statement, values
        self._known_related_objects: dict[Any, Any] = {}
        self.model = statement.queryset.model
        self.query = self

    def get_compiler(self, using: str) -> Any:
        said, params = self._statement, list(self._statement.params)
        for place, (name, form) in said.places.items():
            params[place] = form(self._values[name])
        compiler = copy.copy(said.compiler)
        # Each thread has a connection of its own.
        compiler.connection = connections[using]
        compiler.as_sql = lambda: (said.sql, tuple(params))
        compiler.get_converters = lambda selected: said.converters
        return compiler
