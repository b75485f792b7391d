"""The words in braces, filled in; and conditions put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from baseline.policy.documents import Condition
from baseline.policy.operators import operator_of


@dataclass(frozen=True)
class Words:
    """What stands for which value, and which words alone stand for several texts."""

    values: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def filled(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Fill in every text; one that is the word for a list becomes as many as are in that."""
        return tuple(
            self._one(each)
            for text in texts
            for each in self.lists.get(text.removeprefix("{").removesuffix("}"), (text,))
        )

    def condition(self, condition: Mapping[str, Mapping[str, Sequence[str]]]) -> Condition:
        """Fill in the values of a condition; being none of an empty list is no condition."""
        filled = {
            operator: {key: list(self.filled(values)) for key, values in tests.items()}
            for operator, tests in condition.items()
        }
        return {
            operator: {
                key: values for key, values in tests.items() if values or not _denies(operator)
            }
            for operator, tests in filled.items()
        }

    def _one(self, text: str) -> str:
        for word, value in self.values.items():
            text = text.replace(f"{{{word}}}", value)
        return text


def joined(conditions: Iterable[Mapping[str, Mapping[str, Sequence[str]]]]) -> Condition:
    """Write one condition that holds where all of these hold.

    Raises:
        ValueError: if two name the same operator and key with other values, which a condition
            cannot hold both.
    """
    together: Condition = {}
    for condition in conditions:
        for operator, tests in condition.items():
            for key, values in tests.items():
                there = together.setdefault(operator, {})
                if key in there and operator not in _WIDER and list(there[key]) != list(values):
                    raise ValueError(f"{operator} {key} twice")
                # A negated test on more values is both tests at once.
                before = there.get(key, []) if operator in _WIDER else []
                there[key] = [*before, *(each for each in values if each not in before)]
    return together


def _denies(operator: str) -> bool:
    return operator_of(operator).negated


_WIDER = frozenset({"ArnNotLike", "ArnNotEquals", "StringNotEquals", "StringNotLike"})
