"""Conditions and values of Logs Insights: `errorCode like /Denied/ and not isempty(a.b)`.

`!=`, `not in` and `not like` hold where the field is missing; every other comparison does not.

Source: CloudWatch Logs User Guide, "filter", "Boolean, comparison, numeric, datetime, and
other functions"; for `!=` on what is missing: DataBiosphere/azul, issue 5884 (tried on AWS).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from . import query_values
from .query_error import MalformedQueryError
from .query_tokens import Reader, Token
from .query_values import Row, Value

Evaluate = Callable[[Row], Value | None]
Test = Callable[[Row], bool]

_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_NO_NAMES = ("true", "false", "null", "and", "or", "not", "in", "like", "as", "by")


def condition(reader: Reader) -> Test:
    """Read a condition; `not` binds closest, then `and`, then `or`.

    Raises:
        MalformedQueryError: for what is no condition the emulator knows.
    """
    return _joined(reader, _both, "or", any)


def _both(reader: Reader) -> Test:
    return _joined(reader, _one, "and", all)


def _joined(
    reader: Reader,
    part: Callable[[Reader], Test],
    word: str,
    settle: Callable[[Iterable[bool]], bool],
) -> Test:
    tests = [part(reader)]
    while reader.took(word):
        tests.append(part(reader))
    return lambda row: settle(test(row) for test in tests)


def _one(reader: Reader) -> Test:
    if reader.took("not"):
        inner = _one(reader)
        return lambda row: not inner(row)
    if reader.took("("):
        inner = condition(reader)
        reader.need(")")
        return inner
    if reader.peek().kind == "name" and reader.peek(1).said("("):
        name = reader.peek().text.lower()
        if name in _PREDICATES:
            reader.take()
            arguments = _arguments(reader, name, _PREDICATES[name][0])
            holds = _PREDICATES[name][1]
            return lambda row: holds(*(argument(row) for argument in arguments))
    return _comparison(reader, value(reader))


def _comparison(reader: Reader, left: Evaluate) -> Test:
    negated = reader.took("not")
    if reader.took("in"):
        wanted = _list(reader)
        return lambda row: any(_same(left(row), one) for one in wanted) != negated
    if reader.peek().said("like", "=~"):
        reader.take()
        find = _finder(reader.take())
        return lambda row: find(left(row)) != negated
    token = reader.take()
    if negated or token.kind != "sign":
        raise MalformedQueryError(f"expected a comparison, in or like (got '{token.text}')")
    right = value(reader)
    if token.text in ("=", "!="):
        differs = token.text == "!="
        return lambda row: _same(left(row), right(row)) != differs
    compare = _COMPARISONS[token.text]
    return lambda row: _compared(left(row), right(row), compare)


def _list(reader: Reader) -> list[Value]:
    reader.need("[")
    found: list[Value] = []
    while True:
        token = reader.take()
        if token.kind not in ("text", "number"):
            raise MalformedQueryError(f"a list holds texts and numbers (got '{token.text}')")
        found.append(token.text)
        if reader.took("]"):
            return found
        reader.need(",")


def _finder(token: Token) -> Callable[[Value | None], bool]:
    if token.kind == "text":
        return lambda given: given is not None and token.text in query_values.text(given)
    body, _, flags = token.text.rpartition("/")
    if token.kind != "regex" or flags:
        raise MalformedQueryError(
            f"like takes a text or a /regular expression/, (?i) for any case (got '{token.text}')"
        )
    try:
        compiled = re.compile(body[1:].replace("\\/", "/"))
    except re.error as problem:
        raise MalformedQueryError(f"{token.text} is no regular expression ({problem})") from None
    return lambda given: given is not None and bool(compiled.search(query_values.text(given)))


def value(reader: Reader) -> Evaluate:
    """Read a value: a field, a text, a number or a function of them.

    Raises:
        MalformedQueryError: for a function the emulator does not know.
    """
    token = reader.take()
    if token.kind == "text":
        return lambda _: token.text
    if token.kind == "number":
        constant = float(token.text)
        return lambda _: constant
    if token.kind != "name" or token.text.lower() in _NO_NAMES:
        raise MalformedQueryError(f"expected a field or a value (got '{token.text}')")
    if not reader.peek().said("("):
        return lambda row: row.get(token.text)
    name = token.text.lower()
    if name == "bin":
        return _bin(reader)
    if name not in _FUNCTIONS:
        raise MalformedQueryError(f"the function {token.text}() is not known here")
    arguments = _arguments(reader, name, _FUNCTIONS[name][0])
    made = _FUNCTIONS[name][1]
    return lambda row: made(*(argument(row) for argument in arguments))


def _arguments(reader: Reader, name: str, count: int) -> list[Evaluate]:
    """The arguments in parentheses; a count of 0 takes any number from one on.

    Raises:
        MalformedQueryError: if there are more or fewer.
    """
    reader.need("(")
    found = [value(reader)]
    while reader.took(","):
        found.append(value(reader))
    reader.need(")")
    if count and len(found) != count:
        raise MalformedQueryError(f"{name}() takes {count} arguments (got {len(found)})")
    return found


def _bin(reader: Reader) -> Evaluate:
    reader.need("(")
    token = reader.take()
    found = re.fullmatch(r"(\d+)([a-z]+)", token.text)
    if token.kind != "period" or found is None or found[2] not in _SECONDS or found[1] == "0":
        raise MalformedQueryError(f"bin() takes a period such as 5m, 1h or 1d (got '{token.text}')")
    reader.need(")")
    width = int(int(found[1]) * _SECONDS[found[2]] * 1000)

    def evaluate(row: Row) -> Value | None:
        when = query_values.number(row.get("@timestamp"))
        return None if when is None else query_values.moment(when // width * width)

    return evaluate


def _same(left: Value | None, right: Value | None) -> bool:
    if left is None or right is None:
        return False
    one, other = query_values.number(left), query_values.number(right)
    if one is not None and other is not None:
        return one == other
    return query_values.text(left) == query_values.text(right)


def _compared(
    left: Value | None, right: Value | None, compare: Callable[[float, float], bool]
) -> bool:
    one, other = query_values.number(left), query_values.number(right)
    return one is not None and other is not None and compare(one, other)


def _contains(given: Value | None, wanted: Value | None) -> bool:
    return given is not None and wanted is not None and str(wanted) in query_values.text(given)


def _coalesce(*given: Value | None) -> Value | None:
    return next((one for one in given if one is not None), None)


def _concat(*given: Value | None) -> Value | None:
    return "".join(query_values.text(one) for one in given if one is not None)


def _texts(change: Callable[[str], Value]) -> Callable[..., Value | None]:
    return lambda given: None if given is None else change(query_values.text(given))


_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
_PREDICATES: Mapping[str, tuple[int, Callable[..., bool]]] = {
    "ispresent": (1, lambda given: given is not None),
    "isempty": (1, lambda given: given is None or given == ""),
    "isblank": (1, lambda given: given is None or not str(given).strip()),
    "strcontains": (2, _contains),
}
_FUNCTIONS: Mapping[str, tuple[int, Callable[..., Value | None]]] = {
    "coalesce": (0, _coalesce),
    "concat": (0, _concat),
    "tolower": (1, _texts(str.lower)),
    "toupper": (1, _texts(str.upper)),
    "trim": (1, _texts(str.strip)),
    "strlen": (1, _texts(len)),
    "tomillis": (1, lambda given: given),
    "strcontains": (2, lambda given, wanted: int(_contains(given, wanted))),
}
