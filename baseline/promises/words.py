"""The words in braces, filled in; and conditions put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from baseline.guardrails.resource.model import ANY_ORGANIZATION
from baseline.policy.documents import Condition
from baseline.policy.operators import operator_of


@dataclass(frozen=True)
class Words:
    """What stands for which value, and which words alone stand for several texts."""

    values: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def filled(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Fill in every text; one that is the word for a list becomes as many as are in that."""
        return tuple(self._one(each) for text in texts for each in self._listed(text))

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

    def _listed(self, text: str) -> tuple[str, ...]:
        return next((those for word, those in self.lists.items() if text == f"{{{word}}}"), (text,))

    def _one(self, text: str) -> str:
        for word, value in self.values.items():
            text = text.replace(f"{{{word}}}", value)
        return text


@dataclass(frozen=True)
class Named:
    """What promises name of an organization, beside what they list themselves."""

    partition: str
    prefix: str
    home_region: str
    regions: tuple[str, ...]
    partners: tuple[str, ...]
    load_balancers: tuple[str, ...]


def words_of(
    named: Named, *, account: str, protected: tuple[str, ...], guarded: tuple[str, ...]
) -> Words:
    """Find what the words in braces stand for, those aside that are about one group."""
    values = {
        "partition": named.partition,
        "prefix": named.prefix,
        "home": named.home_region,
        "account": account,
        "any_account": "?" * 12,
        "organization": ANY_ORGANIZATION,
    }
    lists = {
        "regions": named.regions,
        "protected": protected,
        "guarded": guarded,
        "partners": named.partners,
        "load_balancers": named.load_balancers,
    }
    return Words(values, lists)


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
