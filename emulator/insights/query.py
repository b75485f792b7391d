"""Logs Insights queries: fields, filter, stats, sort, limit, display and dedup.

What is not known here is refused, never left out: a query that runs ran whole.

Source: CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import query_expressions, query_statistics, query_values
from .query_error import MalformedQueryError
from .query_tokens import END, Reader, Token, commands
from .query_values import Row

# Source: StartQuery, `queryString` and `limit`; the guide's limits on stats and dedup.
_LENGTH = 10_000
_MOST_ROWS = 10_000
_STATS = 2
_DEFAULT = ("@timestamp", "@message")
_TIMES = ("@timestamp", "@ingestionTime")


@dataclass(frozen=True)
class Step:
    """One command at work; `selects` says that it chooses among the log events themselves."""

    run: Callable[[list[Row]], list[Row]]
    selects: bool = False


@dataclass(frozen=True)
class Query:
    """A query that was read: what is done to the rows, and what is shown of them."""

    text: str
    steps: tuple[Step, ...]
    shown: tuple[str, ...]
    aggregated: bool


@dataclass(frozen=True)
class Results:
    """What a query finds: rows as GetQueryResults gives them, and how many events matched."""

    rows: list[list[dict[str, str]]]
    matched: int
    scanned: int


@dataclass
class _Reading:
    """What has been read of a query so far."""

    steps: list[Step]
    fields: list[str]
    displayed: list[str] | None = None
    stats: int = 0
    over: str = ""


@lru_cache(maxsize=128)
def parse(text: str) -> Query:
    """Read a query.

    Raises:
        MalformedQueryError: saying what is wrong with it, or not known here.
    """
    if len(text) > _LENGTH:
        raise MalformedQueryError(f"a query has up to {_LENGTH:,} characters (got {len(text):,})")
    reading = _Reading([], [])
    for tokens in commands(text):
        name = tokens[0].text.lower()
        if tokens[0].kind != "name" or name not in _COMMANDS:
            raise MalformedQueryError(f"the command {tokens[0].text} is not known here")
        if reading.over == "dedup" and name != "limit":
            raise MalformedQueryError("after dedup only limit may come")
        reader = Reader(tokens[1:])
        _COMMANDS[name](reader, reading)
        reader.end()
        reading.over = name
    shown = reading.displayed or reading.fields or list(_DEFAULT)
    return Query(text, tuple(reading.steps), tuple(dict.fromkeys(shown)), reading.stats > 0)


def run(query: Query, records: Sequence[Mapping[str, Any]], limit: int | None = None) -> Results:
    """Let a query run over records, which begin with the newest.

    A record has `@timestamp` in milliseconds, `@message`, `@logStream`, `@log` and `@ptr`.
    """
    newest_first = sorted(records, key=lambda record: -int(record["@timestamp"]))
    rows = [query_values.row_of(record) for record in newest_first]
    matched = len(rows)
    for step in query.steps:
        rows = step.run(rows)
        if step.selects:
            matched = len(rows)
    rows = rows[: min(limit or _MOST_ROWS, _MOST_ROWS)]
    return Results([_shown(row, query) for row in rows], matched, len(records))


def _shown(row: Row, query: Query) -> list[dict[str, str]]:
    names = query.shown if query.aggregated else (*query.shown, "@ptr")
    return [
        {"field": name, "value": _text(name, row)} for name in dict.fromkeys(names) if name in row
    ]


def _text(name: str, row: Row) -> str:
    value = row[name]
    if name in _TIMES and isinstance(value, int | float):
        return query_values.moment(value)
    return query_values.text(value)


def _fields(reader: Reader, reading: _Reading) -> None:
    found = query_statistics.columns(reader)
    reading.fields += [column.name for column in found]

    def step(rows: list[Row]) -> list[Row]:
        for row in rows:
            values = [(column.name, column.evaluate(row)) for column in found]
            row.update((name, value) for name, value in values if value is not None)
        return rows

    reading.steps.append(Step(step))


def _filter(reader: Reader, reading: _Reading) -> None:
    test = query_expressions.condition(reader)

    def step(rows: list[Row]) -> list[Row]:
        return [row for row in rows if test(row)]

    reading.steps.append(Step(step, selects=not reading.stats))


def _stats(reader: Reader, reading: _Reading) -> None:
    found = query_statistics.stats(reader)
    reading.stats += 1
    if reading.stats > _STATS:
        raise MalformedQueryError(f"a query has up to {_STATS} stats commands")
    reading.fields, reading.displayed = found.names, None
    reading.steps.append(Step(found.run))


def _sort(reader: Reader, reading: _Reading) -> None:
    keys: list[tuple[query_expressions.Evaluate, bool]] = []
    while True:
        evaluate = _sorted_by(reader)
        descending = reader.peek().said("desc")
        reader.took("asc", "desc")
        keys.append((evaluate, descending))
        if not reader.took(","):
            break

    def step(rows: list[Row]) -> list[Row]:
        for evaluate, descending in reversed(keys):
            rows = sorted(
                rows, key=lambda row: query_values.order(evaluate(row)), reverse=descending
            )
        return rows

    reading.steps.append(Step(step))


def _sorted_by(reader: Reader) -> query_expressions.Evaluate:
    """A value, or an aggregate by the name that stats gave it, such as count(*)."""
    if reader.peek(1).said("("):
        mark, depth = reader.mark(), 0
        while reader.peek() is not END:
            token = reader.take()
            depth += token.said("(") - token.said(")")
            if token.said(")") and depth == 0:
                break
        name = reader.since(mark)
        return lambda row: row.get(name)
    return query_expressions.value(reader)


def _limit(reader: Reader, reading: _Reading) -> None:
    token = reader.take()
    if token.kind != "number" or not token.text.isdigit() or not 0 < int(token.text) <= _MOST_ROWS:
        raise MalformedQueryError(f"limit takes 1 to {_MOST_ROWS:,} (got '{token.text}')")
    count = int(token.text)
    reading.steps.append(Step(lambda rows: rows[:count]))


def _display(reader: Reader, reading: _Reading) -> None:
    reading.displayed = [token.text for token in _names(reader)]


def _dedup(reader: Reader, reading: _Reading) -> None:
    names = [token.text for token in _names(reader)]

    def step(rows: list[Row]) -> list[Row]:
        seen: set[tuple[Any, ...]] = set()
        kept = []
        for row in rows:
            key = tuple(row.get(name) for name in names)
            if None in key or key not in seen:
                kept.append(row)
            seen.add(key)
        return kept

    reading.steps.append(Step(step))


def _names(reader: Reader) -> list[Token]:
    found = []
    while True:
        token = reader.take()
        if token.kind != "name" or reader.peek().said("("):
            raise MalformedQueryError(f"expected the name of a field (got '{token.text}')")
        found.append(token)
        if not reader.took(","):
            return found


_COMMANDS: Mapping[str, Callable[[Reader, _Reading], None]] = {
    "fields": _fields,
    "filter": _filter,
    "stats": _stats,
    "sort": _sort,
    "limit": _limit,
    "display": _display,
    "dedup": _dedup,
}
