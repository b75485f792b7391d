"""Actions that no statement tells apart; those that do not exist yet are classes of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from baseline.policy.actions import Action, actions_by_service, known_actions
from baseline.policy.patterns import like
from baseline.policy.proof.automaton import charset, classes, glob, some, text

_LETTERS = charset("abcdefghijklmnopqrstuvwxyz0123456789")
_NAMES = (some(_LETTERS | charset("-")) + text(":") + some(_LETTERS | charset("-")),)


@dataclass(frozen=True)
class ActionClass:
    """Names that stand for each other; `known` tells whether they are on AWS's list."""

    names: tuple[str, ...]
    known: bool


@cache
def _numbered() -> tuple[tuple[Action, ...], dict[str, int]]:
    actions = tuple(known_actions().values())
    return actions, {action.name.lower(): index for index, action in enumerate(actions)}


@lru_cache(maxsize=4_096)
def _bits(pattern: str) -> int:
    """Return the known actions that a pattern in lower case matches, a bit for each."""
    actions, numbers = _numbered()
    if pattern == "*":
        return (1 << len(actions)) - 1
    names = actions_by_service().get(pattern.partition(":")[0], ())
    return sum(1 << numbers[name] for name in names if like(pattern, name))


@lru_cache(maxsize=1_024)
def _named(bits: int) -> tuple[str, ...]:
    actions, digits = _numbered()[0], f"{bits:b}"[::-1]
    return tuple(actions[index].name for index, digit in enumerate(digits) if digit == "1")


def action_classes(
    contents: Sequence[tuple[tuple[str, ...], bool]], *, future: bool
) -> list[ActionClass]:
    """Divide all actions by the lists of patterns in statements."""
    every = (1 << len(_numbered()[0])) - 1
    groups = [every]
    for patterns, _ in contents:
        listed = 0
        for pattern in patterns:
            listed |= _bits(pattern)
        groups = [part for group in groups for part in (group & listed, group & ~listed) if part]
    found = [ActionClass(_named(group), known=True) for group in groups]
    if future:
        patterns = tuple(sorted({each for texts, _ in contents for each in texts} - {"*"}))
        found += [ActionClass((name,), known=False) for name in _yet_to_come(patterns)]
    return found


@lru_cache(maxsize=256)
def _yet_to_come(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Make up actions that no list knows, one for each set of patterns that can match one.

    Where the shortest name is one of today, a longer one is taken if it is still matched; if none
    is, the known action stands for the class.
    """
    found = []
    for service in sorted({pattern.partition(":")[0] for pattern in patterns}):
        own = tuple(each for each in patterns if each.partition(":")[0] == service)
        domain = (text(f"{service}:") + some(_LETTERS | charset("-")),)
        for word in classes(tuple(glob(each) for each in own), domain):
            matched = [each for each in own if like(each, word)]
            names = (word, *(word + letter for letter in "ax1"))
            found += [
                name
                for name in names
                if name not in known_actions() and [p for p in own if like(p, name)] == matched
            ][:1]
    return (*found, "newservice:newaction")
