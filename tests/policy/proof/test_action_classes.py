"""Every action of the list is tied to what it acts on, so that no proof about it is empty."""

from __future__ import annotations

import pytest

from baseline.policy.actions import actions_by_service, known_actions
from baseline.policy.decide import Level
from baseline.policy.proof.questions import Broken, Layers, Scope, always

ALLOW = {"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}


def _odd() -> list[str]:
    """Name the actions with the same ARN twice, or with one that names no service, and others."""
    actions = known_actions().values()
    return [
        *(each.name for each in actions if len(set(each.templates)) < len(each.templates)),
        *(each.name for each in actions if any(map(_names_no_service, each.templates))),
        *(names[0] for names in list(actions_by_service().values())[::24]),
    ]


def _names_no_service(template: str) -> bool:
    return "$" in template.split(":")[2]


@pytest.mark.parametrize("action", _odd())
def test_no_action_is_left_out(action: str) -> None:
    """What a policy denies is not found to go through, whatever the action acts on."""
    denied = {"Sid": "Denied", "Effect": "Deny", "Action": action, "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": [ALLOW, denied]}
    answer = always(Layers(control=[Level("root", [document])]), Scope((action,)))
    assert isinstance(answer, Broken)
    assert answer.request.action.lower() == action.lower()
