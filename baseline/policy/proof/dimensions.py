"""What one value says about every statement: an action, a resource, or the value of a key.

A statement is an AND of tests, each of one dimension, so masks of several dimensions are joined by
AND. What AWS leaves open is in `may` and not in `must`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from baseline.policy.answers import Answer, all_of
from baseline.policy.conditions import holds
from baseline.policy.parsed import ParsedStatement, Test
from baseline.policy.patterns import action_in, like, like_by_part, resource_like
from baseline.policy.proof.rules import Placed
from baseline.policy.request import Request
from baseline.policy.statements import fits_resource
from baseline.policy.syntax import variables

ACTION, RESOURCE = "action", "resource"
MOST_CACHED = 50_000
"""Values whose masks are kept; then they are forgotten, since names of objects are endless."""

Value = str | tuple[str, ...] | None
Reading = Literal["", "across", "by part"]
"""How a wildcard before a colon is read: AWS documents two ways; without a reading, both."""
_LIKE = {"": resource_like, "across": like, "by part": like_by_part}
READINGS: tuple[Reading, ...] = ("by part", "across")


class Dimension:
    """The tests of all statements on one part of a request."""

    def __init__(self, name: str, placed: Sequence[Placed]) -> None:
        self.name = name
        self.contents: dict[Any, int] = {}
        self.free = 0
        for index, each in enumerate(placed):
            content = _content(name, each.statement)
            if content is None:
                self.free |= 1 << index
            else:
                self.contents[content] = self.contents.get(content, 0) | 1 << index
        self.variables = tuple(sorted(set(self._variables())))
        self._cache: dict[Any, tuple[int, int]] = {}

    def patterns(self) -> list[str]:
        """List every pattern or value that is tested here, each once."""
        if self.name in (ACTION, RESOURCE):
            return list(dict.fromkeys(each for texts, _ in self.contents for each in texts))
        return list(dict.fromkeys(each for test in self.tests() for each in test.values))

    def tests(self) -> list[Test]:
        """List the tests on this key, each once."""
        return list(dict.fromkeys(test for tests in self.contents for test in tests))

    def _variables(self) -> Iterable[str]:
        for pattern in self.patterns() if self.name != ACTION else ():
            yield from (name.lower() for name, _ in variables(pattern))

    def masks(
        self, value: Value, context: Mapping[str, Value], reading: Reading = ""
    ) -> tuple[int, int]:
        """Return the statements that the value must and may pass, given the variables' values."""
        used = tuple(map(context.get, self.variables))
        key = value, used, reading
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) >= MOST_CACHED:
                self._cache.clear()
            known = dict(zip(self.variables, used, strict=True))
            found = self._cache[key] = self._judged(value, known, reading)
        return found

    def _judged(
        self, value: Value, known: Mapping[str, Value], reading: Reading
    ) -> tuple[int, int]:
        must = may = self.free
        passes = self._test(value, known, reading)
        for content, bits in self.contents.items():
            answer = passes(content)
            must |= bits if answer is True else 0
            may |= bits if answer is not False else 0
        return must, may

    def _test(
        self, value: Value, known: Mapping[str, Value], reading: Reading
    ) -> Callable[[Any], Answer]:
        """Return what says of any content whether the value passes it."""
        if self.name == ACTION:
            return lambda content: bool(action_in(content[0], str(value)) != content[1])
        context = {key: each for key, each in known.items() if each is not None}
        if self.name == RESOURCE:
            one = Request("any:Action", str(value), context)
            read = _LIKE[reading]
            return lambda content: fits_resource(content[0], content[1], one, read)
        if value is not None:
            context[self.name] = value
        request = Request("any:Action", "*", context)
        return lambda content: all_of(holds(test, request) for test in content)


@lru_cache(maxsize=4_096)
def _lowered(patterns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each.lower() for each in patterns)


def _content(name: str, statement: ParsedStatement) -> Any:
    """Read what a statement tests in a dimension; nothing if every value passes."""
    if name == ACTION:
        texts = _lowered(statement.actions), statement.not_actions
        return None if texts == (("*",), False) else texts
    if name == RESOURCE:
        texts = statement.resources, statement.not_resources
        return None if texts == (("*",), False) else texts
    return tuple(test for test in statement.tests if test.key == name) or None
