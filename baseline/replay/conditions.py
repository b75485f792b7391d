"""Whether one test of a condition holds for a value out of a log: yes, no, or not known."""

from __future__ import annotations

from enum import Enum

from baseline.policy.conditions import holds as holds_for
from baseline.policy.parsed import Test
from baseline.policy.request import Request


class Missing(Enum):
    """Why a key has no value: it was not in the request, or the log does not show it."""

    ABSENT = "absent"
    UNSEEN = "unseen"


Value = str | Missing


def holds(test: Test, value: Value) -> bool | None:
    """Say whether a test holds for its key's value; None where that is not known."""
    # What another key's value would stand for is not looked up here.
    if value is Missing.UNSEEN or any("${" in each for each in test.values):
        return None
    context = {test.key: value} if isinstance(value, str) else {}
    answer = holds_for(test, Request(action="", resource="*", context=context))
    return answer if isinstance(answer, bool) else None
