"""Each published template of an ARN belongs to the actions that name it."""

from __future__ import annotations

from baseline.policy.actions import Action, known_actions
from baseline.policy.proof.action_classes import acting_by_template, listed


def test_templates_are_those_of_the_list() -> None:
    """The actions of a template are those that name it on the list, no more and no less."""
    naming: dict[str, list[Action]] = {}
    for action in known_actions().values():
        for template in action.templates or ("",):
            naming.setdefault(template, []).append(action)
    for template, actions in naming.items():
        names = tuple(each.name.lower() for each in actions)
        assert acting_by_template(template) == listed(names), template
