"""CloudWatch Logs filter patterns: `{ ($.eventName = "X") && ($.errorCode = "*Denied*") }`.

Patterns are case-sensitive. A comparison needs the property: `!=` does not match an event
that lacks it, and no comparison matches null, an array or an object. Text is compared with
text and numbers with numbers; a pattern of nothing but `*` matches both.

Source: CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, subscription
filters, filter log events, and Live Tail" and "Using filter patterns to match terms in JSON
log events"; for `!=` on what is missing: DataBiosphere/azul, issue 5884 (tried on AWS).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import selector, terms
from .selector import Step

# Source: PutMetricFilter, `filterPattern`; the guide's quotas for regular expressions and
# wildcard selectors in one pattern.
_LENGTH = 1024
_REGULAR_EXPRESSIONS = 2
_WILDCARDS = 3

_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<and>&&)|(?P<or>\|\|)"""
    r"""|(?P<compare><=|>=|!=|=|<|>)"""
    r"""|(?P<selector>\$(?:\.?\[(?:'[^']*'|"[^"]*"|\d+|\*)\]|\.\*|\.[A-Za-z0-9_-]+)*)"""
    r"""|"(?P<quoted>(?:\\.|[^"\\])*)"|%(?P<regex>[^%]*)%|(?P<word>[^\s()&|=<>!"%$]+))"""
)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_REGEX_SIGNS = re.compile(r"[A-Za-z0-9_#=@/;,\-:\s^$?\[\]{}|\\*+.]*")

Test = Callable[[Any], bool]


class PatternError(ValueError):
    """AWS refuses the pattern, or the emulator cannot evaluate it."""


@dataclass(frozen=True)
class Parsed:
    """A pattern that was read; `test` judges an event's JSON, `text_test` its plain text."""

    text: str
    test: Test | None = None
    text_test: Callable[[str], bool] | None = None


@lru_cache(maxsize=256)
def parse(text: str) -> Parsed:
    """Read a pattern; an empty one matches every event.

    Raises:
        PatternError: saying what AWS does not take in it.
    """
    if len(text) > _LENGTH:
        raise PatternError(f"a filter pattern has up to {_LENGTH:,} characters (got {len(text):,})")
    stripped = text.strip()
    if stripped.startswith("["):
        raise PatternError("patterns for space-delimited events are not evaluated here")
    if not stripped.startswith("{"):
        try:
            return Parsed(text, text_test=terms.parse(stripped))
        except ValueError as problem:
            raise PatternError(str(problem)) from problem
    if not stripped.endswith("}"):
        raise PatternError("a JSON filter pattern ends with }")
    return Parsed(text, test=_Parser(stripped[1:-1]).whole())


def matches(parsed: Parsed, event_json: Any) -> bool:
    """Whether a log event, given as its text or as its document, matches."""
    if parsed.text_test is not None:
        text = event_json if isinstance(event_json, str) else json.dumps(event_json)
        return parsed.text_test(text)
    document = _document(event_json) if isinstance(event_json, str) else event_json
    return (
        parsed.test is not None and isinstance(document, Mapping | list) and parsed.test(document)
    )


def _document(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


class _Parser:
    """Reads the expression between the braces; `&&` binds closer than `||`."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._at = 0
        self._wildcards = 0
        self._expressions = 0

    def whole(self) -> Test:
        test = self._either()
        kind, text = self._peek()
        if kind != "end":
            raise PatternError(f"the expression is over before '{text}'; join with && or ||")
        if self._wildcards > _WILDCARDS:
            raise PatternError(f"a pattern has up to {_WILDCARDS} wildcard selectors")
        if self._expressions > _REGULAR_EXPRESSIONS:
            raise PatternError(f"a pattern has up to {_REGULAR_EXPRESSIONS} regular expressions")
        return test

    def _either(self) -> Test:
        return self._joined(lambda: self._joined(self._one, "and", all), "or", any)

    def _joined(
        self, part: Callable[[], Test], sign: str, settle: Callable[[Iterable[bool]], bool]
    ) -> Test:
        tests = [part()]
        while self._peek()[0] == sign:
            self._next()
            tests.append(part())
        return tests[0] if len(tests) == 1 else lambda event: settle(each(event) for each in tests)

    def _one(self) -> Test:
        kind, text = self._next()
        if kind == "open":
            inner = self._either()
            kind, text = self._next()
            if kind != "close":
                raise PatternError(f"a parenthesis is not closed (got '{text}')")
            return inner
        if kind != "selector":
            raise PatternError(f"a property selector such as $.eventName is missing (got '{text}')")
        try:
            steps = selector.parse(text)
        except selector.SelectorError as problem:
            raise PatternError(str(problem)) from problem
        self._wildcards += None in steps
        return self._about(steps)

    def _about(self, steps: tuple[Step, ...]) -> Test:
        """What is said of a selector: a comparison, IS or NOT EXISTS.

        Raises:
            PatternError: if it is nothing of these.
        """
        kind, text = self._next()
        if kind == "compare":
            return self._comparison(steps, text)
        said = text.upper()
        if kind == "word" and said in ("IS", "NOT"):
            said = f"{said} {self._next()[1].upper()}"
        if said == "NOT EXISTS":
            return lambda event: not selector.values(event, steps)
        wanted: Mapping[str, Any] = {"IS NULL": None, "IS TRUE": True, "IS FALSE": False}
        if said in wanted:
            return lambda event: any(v is wanted[said] for v in selector.values(event, steps))
        hint = '; write = "*" for a property that exists' if said == "EXISTS" else ""
        raise PatternError(
            f"after a selector comes a comparison, IS NULL, IS TRUE, IS FALSE or NOT EXISTS "
            f"(got '{said}'){hint}"
        )

    def _comparison(self, steps: tuple[Step, ...], sign: str) -> Test:
        kind, text = self._next()
        if kind == "regex":
            self._expressions += 1
        test = _value_test(kind, text, sign)
        return lambda event: any(test(value) for value in selector.values(event, steps))

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at]

    def _next(self) -> tuple[str, str]:
        token = self._tokens[self._at]
        self._at += token[0] != "end"
        return token


def _tokens(text: str) -> list[tuple[str, str]]:
    found, position, end = [], 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position, end)
        if match is None or match.lastgroup is None:
            raise PatternError(f"cannot read the pattern from '{text[position:].strip()}' on")
        found.append((match.lastgroup, match[match.lastgroup]))
        position = match.end()
    return [*found, ("end", "the end")]


def _value_test(kind: str, text: str, sign: str) -> Test:
    """The test of one value that is neither missing nor null, an array or an object.

    Raises:
        PatternError: if the sign does not go with the value.
    """
    if kind == "word" and _NUMBER.fullmatch(text):
        return _number_test(float(text), sign)
    if sign not in ("=", "!="):
        raise PatternError(f"{sign} compares with a number (got '{text}')")
    if kind == "regex":
        like = _regular_expression(text)
    elif kind in ("quoted", "word"):
        plain = re.sub(r"\\(.)", r"\1", text) if kind == "quoted" else text
        like = re.compile(".*".join(map(re.escape, plain.split("*"))), re.DOTALL)
        if set(plain) == {"*"}:
            return lambda value: _scalar(value) and sign == "="
    else:
        raise PatternError(f"a comparison needs a value (got '{text}')")
    find = like.search if kind == "regex" else like.fullmatch

    def test(value: Any) -> bool:
        same = isinstance(value, str) and find(value) is not None
        return same if sign == "=" else _scalar(value) and not same

    return test


def _number_test(wanted: float, sign: str) -> Test:
    compare: Mapping[str, Callable[[float], bool]] = {
        "=": lambda given: given == wanted,
        "!=": lambda given: given != wanted,
        "<": lambda given: given < wanted,
        ">": lambda given: given > wanted,
        "<=": lambda given: given <= wanted,
        ">=": lambda given: given >= wanted,
    }

    def test(value: Any) -> bool:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return compare[sign](value)
        return sign == "!=" and _scalar(value)

    return test


def _scalar(value: Any) -> bool:
    return value is not None and not isinstance(value, Mapping | list)


def _regular_expression(text: str) -> re.Pattern[str]:
    if not _REGEX_SIGNS.fullmatch(text):
        raise PatternError(f"a regular expression here knows no parentheses or '!' (got '{text}')")
    try:
        return re.compile(text)
    except re.error as problem:
        raise PatternError(f"'{text}' is no regular expression ({problem})") from problem
