"""The stats command of Logs Insights: aggregates of groups of rows.

Source: CloudWatch Logs User Guide, "stats" and its aggregation functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from . import query_expressions as expressions
from . import query_values
from .query_error import MalformedQueryError
from .query_expressions import Evaluate
from .query_tokens import END, Reader
from .query_values import Row, Value

_BY_TIME = ("earliest", "latest")

Aggregate = Callable[[list[Row]], Value | None]


@dataclass(frozen=True)
class Column:
    """A value with the name it has in the results."""

    name: str
    evaluate: Evaluate


@dataclass(frozen=True)
class _Total:
    name: str
    aggregate: Aggregate


@dataclass(frozen=True)
class Stats:
    """A stats command: totals of each group of rows, one group where nothing divides them."""

    totals: tuple[_Total, ...]
    groups: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The columns it makes, the groups' values first."""
        return [*(group.name for group in self.groups), *(total.name for total in self.totals)]

    def run(self, rows: list[Row]) -> list[Row]:
        """One row for each group, in the order in which the groups come up."""
        found: dict[tuple[Value | None, ...], list[Row]] = {}
        for row in rows:
            key = tuple(column.evaluate(row) for column in self.groups)
            found.setdefault(key, []).append(row)
        return [self._row(key, held) for key, held in found.items()]

    def _row(self, key: tuple[Value | None, ...], held: list[Row]) -> Row:
        made = {column.name: value for column, value in zip(self.groups, key, strict=True)}
        made |= {total.name: total.aggregate(held) for total in self.totals}
        return {name: value for name, value in made.items() if value is not None}


def columns(reader: Reader) -> list[Column]:
    """Read values with their names to the end of the command.

    Raises:
        MalformedQueryError: for what is no list of values.
    """
    found = []
    while True:
        mark = reader.mark()
        evaluate = expressions.value(reader)
        found.append(Column(_name(reader, mark), evaluate))
        if reader.peek() is END:
            return found
        reader.need(",")


def stats(reader: Reader) -> Stats:
    """Read a stats command.

    Raises:
        MalformedQueryError: for an aggregate the emulator does not know.
    """
    totals = []
    while True:
        mark = reader.mark()
        aggregate = _aggregate(reader)
        totals.append(_Total(_name(reader, mark), aggregate))
        if not reader.took(","):
            break
    groups = columns(reader) if reader.took("by") else []
    reader.end()
    return Stats(tuple(totals), tuple(groups))


def _name(reader: Reader, mark: int) -> str:
    name = reader.since(mark)
    if reader.took("as"):
        token = reader.take()
        if token.kind != "name":
            raise MalformedQueryError(f"as is followed by a name (got '{token.text}')")
        name = token.text
    return name


def _aggregate(reader: Reader) -> Aggregate:
    token = reader.take()
    name = token.text.lower()
    if token.kind != "name" or name not in (*_AGGREGATES, *_BY_TIME):
        raise MalformedQueryError(f"the aggregate {token.text}() is not known here")
    reader.need("(")
    if name == "count" and reader.peek().said("*", ")"):
        reader.took("*")
        reader.need(")")
        return len
    evaluate = expressions.value(reader)
    reader.need(")")
    if name in _BY_TIME:
        return _at_an_end(evaluate, last=name == "latest")
    aggregate = _AGGREGATES[name]

    def of(rows: list[Row]) -> Value | None:
        values = [value for row in rows if (value := evaluate(row)) is not None]
        return aggregate(values)

    return of


def _at_an_end(evaluate: Evaluate, *, last: bool) -> Aggregate:
    def of(rows: list[Row]) -> Value | None:
        held = [row for row in rows if evaluate(row) is not None]
        held.sort(key=lambda row: query_values.order(row.get("@timestamp")), reverse=last)
        return evaluate(held[0]) if held else None

    return of


def _numbers(values: list[Value]) -> list[float]:
    return [size for value in values if (size := query_values.number(value)) is not None]


def _average(values: list[Value]) -> Value | None:
    sizes = _numbers(values)
    return sum(sizes) / len(sizes) if sizes else None


_AGGREGATES: Mapping[str, Callable[[list[Value]], Value | None]] = {
    "count": len,
    "count_distinct": lambda values: len({query_values.text(value) for value in values}),
    "min": lambda values: min(values, key=query_values.order, default=None),
    "max": lambda values: max(values, key=query_values.order, default=None),
    "sum": lambda values: sum(_numbers(values)),
    "avg": _average,
}
