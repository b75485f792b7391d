"""The automaton finds what trying every word finds."""

from __future__ import annotations

import pytest

from baseline.policy.proof import automaton
from baseline.policy.proof.automaton import ANY, Automaton, classes, glob, some
from baseline.policy.refusals import UndecidedError
from tests.policy.proof.words import DOMAIN, drawn, searched, tried

LONGEST = 6


@pytest.mark.parametrize("seed", range(20))
def test_classes_are_those_of_brute_force(seed: int) -> None:
    """Every set of patterns that a short word matches is found, with a word as short."""
    patterns = drawn(seed)
    within = {answer: size for answer, size in searched(patterns).items() if size <= LONGEST}
    assert within == tried(patterns, LONGEST)


@pytest.mark.parametrize("seed", range(20))
def test_a_word_is_read_as_it_was_found(seed: int) -> None:
    """The text found for a set of patterns matches these, and a familiar one takes its place."""
    patterns = tuple(glob(text, by_part=by_part) for text, by_part in drawn(seed))
    automaton = Automaton(patterns, DOMAIN)
    found = automaton.classes()
    assert {automaton.matched(word): word for word in found.values()} == found
    shown = classes(patterns, DOMAIN, ("a:b",))
    assert "a:b" in shown
    assert sorted(map(automaton.matched, shown)) == sorted(found)


def test_too_many_states_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns that double the states again and again are given up, not waited for."""
    monkeypatch.setattr(automaton, "MOST_STATES", 2_000)
    patterns = [glob(f"*{letter}{letter}x{letter}*") for letter in "abcdefghijklm"]
    with pytest.raises(UndecidedError, match="states"):
        Automaton(patterns, (some(ANY),)).classes()
