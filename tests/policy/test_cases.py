"""The judge decides what AWS documents, rule by rule, and the emulator does where it can."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from baseline.policy.decide import Level, Verdict, decide, decide_call
from baseline.policy.refusals import UndecidedError
from emulator.authorisation import policies
from emulator.authorisation.access import Access
from emulator.authorisation.context import Context
from tests.policy.cases import Case, cases

CASES = {case.rule: case for case in cases()}


def _verdict(case: Case) -> Verdict:
    if case.identity is None:
        return decide(case.levels, case.request, case.resource_levels)
    return decide_call(case.levels, case.identity, case.request, case.resource_levels)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_rules(case: Case) -> None:
    """Each case has the verdict that AWS documents, by the statement that it names."""
    if case.verdict == "unknown":
        with pytest.raises(UndecidedError):
            _verdict(case)
    else:
        found = _verdict(case)
        assert ("denied" if found.denied else "allowed", found.sid) == (case.verdict, case.by)


def test_the_table_is_whole() -> None:
    """Rules are told apart, come from a page read on a day, and no verdict is rare."""
    assert len(CASES) == len(cases()) >= 60
    assert all(case.page and case.read for case in cases())
    for verdict in ("denied", "allowed", "unknown"):
        assert sum(case.verdict == verdict for case in cases()) >= 10


class _WholeContext(Context):
    """The keys of a case: it names all that its request has, so any other is absent."""

    def knows(self, key: str) -> bool:
        """Say of every key that it is known to be there or not."""
        return bool(key)


def _by_emulator(case: Case) -> str:
    context = _WholeContext(
        {
            key.lower(): list(value) if isinstance(value, tuple) else value
            for key, value in case.request.context.items()
        },
        dict,
    )
    access = Access(case.request.action, case.request.resource)

    def effects(level: Level) -> set[str]:
        return {
            each.effect
            for document in level.documents
            for each in policies.statements(document)
            if each.applies(access, context)
        }

    def denied(levels: Sequence[set[str]]) -> bool:
        return any("Deny" in each for each in levels)

    control, resource = (list(map(effects, each)) for each in (case.levels, case.resource_levels))
    identity = None if case.identity is None else list(map(effects, case.identity))
    refused = denied([*control, *resource, *(identity or ())])
    allowed = all("Allow" in each for each in control) and (
        identity is None or any("Allow" in each for each in identity)
    )
    return "denied" if refused or not allowed else "allowed"


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_emulator_agrees(case: Case) -> None:
    """The emulator's own evaluator comes to the same verdict, unless the case says why not."""
    try:
        found = _by_emulator(case)
    except policies.UnjudgeableError:
        found = "refused"
    assert (found != case.verdict) == (case.emulator is not None), found
