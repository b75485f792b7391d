"""What replays are judged by in tests: the guardrails that ship, read once."""

from __future__ import annotations

import functools
from typing import Any

from baseline.config import load
from baseline.policy.actions.events import actions_of_event
from baseline.replay.accounts import Accounts
from baseline.replay.judge import Judge, Verdict
from baseline.replay.record import unbound
from baseline.review.guarded import Guarded, guarded_by_config
from tests.assemblies import ROOT

MANAGEMENT = "111122223333"


@functools.cache
def guarded() -> Guarded:
    """Read what holds where in the configuration that ships."""
    return guarded_by_config(load(str(ROOT / "examples/default.yaml")))


@functools.cache
def judge(unit: str = "") -> Judge:
    """Make the judge of that configuration, with every account in a unit, or in none known."""
    return Judge(guarded(), Accounts(management=MANAGEMENT, otherwise=guarded().place(unit)))


def verdict(found: dict[str, Any], unit: str) -> Verdict | None:
    """Judge a record of a call that is mapped to actions."""
    actions = actions_of_event(found["eventSource"], found["eventName"])
    assert actions
    is_bound = unbound(found, MANAGEMENT) is None
    return judge(unit).judge(actions, found, is_bound=is_bound)
