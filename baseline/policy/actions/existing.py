"""Whether AWS has an action that a policy names, as far as the snapshot knows."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from baseline.policy.actions import actions_by_service, known_actions, snapshot_date
from baseline.policy.patterns import action_like


@dataclass(frozen=True)
class ActionProblem:
    """What is wrong with an action, and what to do."""

    rule: str
    remedy: str


def action_problem(pattern: str) -> ActionProblem | None:
    """Tell a pattern that no known action matches; none where one does.

    AWS may have a newer action, which a newer snapshot then has too.
    """
    service, colon, _ = pattern.lower().partition(":")
    services = actions_by_service()
    known = services.get(service, () if "*" not in service else tuple(known_actions()))
    if pattern == "*" or (colon and any(action_like(pattern, each) for each in known)):
        return None
    close = get_close_matches(pattern.lower(), known or known_actions(), n=1, cutoff=0.8)
    return ActionProblem(
        rule=f"must be an action that AWS had on {snapshot_date()}",
        remedy=f"did you mean {known_actions()[close[0]].name!r}?"
        if close
        else "look it up in the Service Authorization Reference, or renew the list: "
        "make lock UPGRADE=1, then python -m tools.actions",
    )
