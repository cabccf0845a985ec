"""Statements that are written once and asked often with other values.

Django writes the SQL of a queryset anew each time, and on a reader's page that takes longer than
running it. Here a queryset is built once with marks in place of its values; asking it puts the
values where the marks stood. What comes back is an ordinary queryset, to be read and not to be
filtered further.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Value = str | int | Sequence[str] | Sequence[int]
# Whole numbers beyond all primary keys stand for those that are still to come; not beyond what a
# column of 32 bits holds, because Django knows that there such a number finds nothing.
_FIRST_NUMBER = 2_147_000_000
# What a compiler learns while it writes, and needs to read the rows.
_LEARNT = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")
# Lists of other lengths are other statements.
_MOST_SHAPES = 200


_REFINEMENTS = ("_chain", "count", "exists", "aggregate", "contains", "update", "delete")


def _refuse(*_args, **_kwargs) -> None:
    raise TypeError("A prepared statement is read as it is: put the refinement into it.")


class PreparedStatement:
    """One queryset with marks in place of its values.

    Args:
        build: gives the queryset for named values: texts, whole numbers, or lists of them. It
            may use each value as a parameter only, unchanged: an end of an interval of paths is
            a value of its own, not computed inside.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self._build = build
        self._templates: dict[tuple, _Template] = {}

    def ask(self, **values: Value) -> QuerySet:
        """The queryset for these values; an empty list finds nothing."""
        if any(not value for value in values.values() if isinstance(value, list | tuple)):
            return self._build(**values).none()
        shape = tuple((name, _shape(value)) for name, value in sorted(values.items()))
        template = self._templates.get(shape)
        if template is None:
            if len(self._templates) >= _MOST_SHAPES:
                self._templates.clear()
            template = self._templates[shape] = _Template(self._build, values)
        return template.ask(values)


class _Template:
    """A statement for values of one shape."""

    def __init__(self, build: Callable[..., QuerySet], values: dict[str, Value]) -> None:
        self.places: dict[str | int, tuple[str, int | None]] = {}
        marked = {name: self._mark(name, value) for name, value in values.items()}
        self.queryset = build(**marked)
        self.written: dict[str, tuple[str, list, dict[str, Any]]] = {}

    def _mark(self, name: str, value: Value) -> Value:
        if isinstance(value, str | int):
            return self._new_mark(name, None, value)
        return [self._new_mark(name, place, part) for place, part in enumerate(value)]

    def _new_mark(self, name: str, place: int | None, value: str | int) -> str | int:
        number = len(self.places)
        mark = f"¤{number}¤" if isinstance(value, str) else _FIRST_NUMBER + number
        self.places[mark] = name, place
        return mark

    def ask(self, values: dict[str, Value]) -> QuerySet:
        queryset = self.queryset._chain()
        queryset.query.get_compiler = partial(self._compiler, queryset.query, values)
        for refinement in _REFINEMENTS:
            setattr(queryset, refinement, _refuse)
        return queryset

    def _compiler(
        self, query, values: dict[str, Value], using=None, connection=None, elide_empty=True
    ) -> SQLCompiler:
        connection = connection or connections[using]
        compiler = connection.ops.compiler(query.compiler)(query, connection, using, elide_empty)
        written = self.written.get(connection.vendor)
        if written is None:
            written = self.written[connection.vendor] = self._write(compiler)
        sql, parameters, learnt = written
        vars(compiler).update(learnt)
        chosen = tuple(self._value(parameter, values) for parameter in parameters)
        compiler.as_sql = lambda *_args, **_kwargs: (sql, chosen)
        return compiler

    def _write(self, compiler: SQLCompiler) -> tuple[str, list, dict[str, Any]]:
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet as error:
            raise ValueError("This statement finds nothing, whatever its values are.") from error
        lost = self.places.keys() - set(parameters)
        if lost:
            names = ", ".join(sorted({self.places[mark][0] for mark in lost}))
            raise ValueError(f"These values are changed on their way to the database: {names}")
        return sql, list(parameters), {name: getattr(compiler, name) for name in _LEARNT}

    def _value(self, parameter: Any, values: dict[str, Value]) -> Any:
        if not isinstance(parameter, str | int) or parameter not in self.places:
            return parameter
        name, place = self.places[parameter]
        return values[name] if place is None else values[name][place]


def _shape(value: Value) -> str | tuple[str, int]:
    """What of a value decides how the statement is written."""
    if isinstance(value, str | int):
        return type(value).__name__
    return type(value[0]).__name__, len(value)
