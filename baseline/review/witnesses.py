"""One of each kind that a pattern stands for: resources, regions, values of condition keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from baseline.policy.documents import Document, values
from baseline.policy.patterns import like, like_by_part
from baseline.policy.syntax import ARN_PARTS
from baseline.review.callers import ACCOUNT, PRINCIPAL

REGION = "aws:RequestedRegion"
CALLERS_OWN = frozenset(
    {
        *(PRINCIPAL, "aws:assumedroot", "aws:principalaccount", "aws:principalorgid"),
        *("aws:principalisawsservice", "aws:sourceaccount", "aws:sourceorgid"),
    }
)
"""Keys that come with the caller, or that it is known to lack, so that none is made up."""


@dataclass(frozen=True)
class Choices:
    """What the value of a context key may be, as far as statements tell it apart.

    Each choice is a value, none where the key is absent, with the patterns it stands for; a choice
    without a pattern stands for every value that none is about.
    """

    key: str
    choices: tuple[tuple[str | None, tuple[str, ...]], ...]

    def context(self, index: int) -> dict[str, str]:
        """Return the key with the value of a choice, nothing where it is absent."""
        value = self.choices[index][0]
        return {} if value is None else {self.key: value}

    def told(self, among: Collection[int]) -> str:
        """Say in words what some of the choices have in common."""
        chosen = [self.choices[index] for index in sorted(among)]
        rest = [each for index, each in enumerate(self.choices) if index not in among]
        absent = ["absent"] if any(value is None for value, _ in chosen) else []
        if any(value is not None and not patterns for value, patterns in chosen):
            excluded = [pattern for _, patterns in rest for pattern in patterns]
            named = [_none_of(excluded) if excluded else "any value"]
        else:
            named = [pattern for _, patterns in chosen for pattern in patterns]
        return " or ".join([*absent, *named])


_Test = tuple[str, list[str]]
_ENDINGS = ("example", "example/example", "example:example", "example:log-stream:example")
_ACCOUNT_PART = 4
_OTHER = "another-value"
_OTHER_ARN = "arn:aws:other:::other"


def _none_of(patterns: Sequence[str]) -> str:
    return f"none of {', '.join(patterns)}" if len(patterns) > 1 else f"not {patterns[0]}"


def resource_witnesses(pattern: str) -> Iterator[str]:
    """Yield ARNs that a pattern matches, each of another form; none for the pattern of all.

    What an asterisk at the end stands for may be one name or several, as a bucket and its objects
    share a pattern.
    """
    parts = pattern.split(":", ARN_PARTS - 1)
    if len(parts) != ARN_PARTS:
        return
    if parts[_ACCOUNT_PART] == "*":
        parts[_ACCOUNT_PART] = ACCOUNT
    head = ":".join(_one_like(part) for part in parts[:-1])
    start, star, end = parts[-1].rpartition("*")
    for ending in _ENDINGS if star else ("",):
        arn = f"{head}:{_one_like(start)}{ending}{_one_like(end)}"
        if like_by_part(pattern, arn):
            yield arn


def keys_of(statements: Sequence[Document]) -> list[Choices]:
    """List what each context key may be, those left out that come with the caller or the region."""
    tests: dict[str, list[_Test]] = {}
    written: dict[str, str] = {}
    for key, test in _tests(statements):
        if key.lower() != REGION.lower() and key.lower() not in CALLERS_OWN:
            tests.setdefault(written.setdefault(key.lower(), key), []).append(test)
    return [Choices(key, tuple(_choices(tests[key]))) for key in sorted(tests)]


def keys_read(statements: Sequence[Document]) -> list[str]:
    """List every context key that a statement reads, each as it is written first."""
    return list({key.lower(): key for key, _ in _tests(statements)}.values())


def patterns_of(key: str, statements: Sequence[Document]) -> list[str]:
    """List what statements hold the values of a key against."""
    found = (wanted for name, (_, wanted) in _tests(statements) if name.lower() == key.lower())
    return [pattern for patterns in found for pattern in patterns]


def _tests(statements: Sequence[Document]) -> Iterator[tuple[str, _Test]]:
    """Yield every key with the operator and the values that it is held against."""
    for statement in statements:
        for operator, tests in statement.get("Condition", {}).items():
            for key, wanted in tests.items():
                yield key, (operator, values(wanted))


def _choices(tests: Sequence[_Test]) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Yield an absent key, one value of each kind that is named, and one that is not named."""
    yield None, ()
    operators = {operator for operator, _ in tests}
    if any("Bool" in operator for operator in operators):
        yield from (("true", ("true",)), ("false", ("false",)))
        return
    asked = [wanted for operator, wanted in tests if operator != "Null"]
    kinds: dict[tuple[bool, ...], list[str]] = {}
    for pattern in sorted({each for wanted in asked for each in wanted}):
        value = _one_like(pattern)
        alike = tuple(any(like(each, value) for each in wanted) for wanted in asked)
        kinds.setdefault(alike, []).append(pattern)
    yield from ((_one_like(each[0]), tuple(each)) for each in kinds.values())
    yield _OTHER_ARN if any("Arn" in operator for operator in operators) else _OTHER, ()


def _one_like(pattern: str) -> str:
    return pattern.replace("*", "example").replace("?", "x")
