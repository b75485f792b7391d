"""What the code of a setting declares about itself, and the permissions that follow from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Protocol


class SettingModule(Protocol):
    """What a module under `baseline/runtime/settings/` declares about itself."""

    @property
    def __name__(self) -> str: ...  # noqa: D105, RUF100

    @property
    def ACTIONS(self) -> tuple[str, ...]:  # noqa: N802
        """The IAM actions of the calls it makes."""

    @property
    def DEPENDENT_ACTIONS(self) -> tuple[str, ...]:  # noqa: N802
        """The IAM actions AWS needs from the caller while it serves those calls."""

    @property
    def RESOURCES(self) -> Mapping[str, tuple[str, ...]]:  # noqa: N802
        """The ARN patterns an action is limited to; an action that is absent takes `*`."""

    @property
    def REVISION(self) -> int:  # noqa: N802
        """Raised with every change of behaviour, so that a deploy runs the setting again."""


def statements(module: SettingModule, fields: Mapping[str, str]) -> list[dict[str, Any]]:
    """Allow the module's actions, grouped by the resources they are limited to.

    Args:
        fields: what the resource patterns leave open, by the name they have there.
    """
    by_resources: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for action in (*module.ACTIONS, *module.DEPENDENT_ACTIONS):
        by_resources[tuple(module.RESOURCES.get(action, ("*",)))].add(action)
    return [
        {
            "Effect": "Allow",
            "Action": sorted(actions),
            "Resource": [pattern.format(**fields) for pattern in patterns],
        }
        for patterns, actions in sorted(by_resources.items())
    ]


def wildcard_reasons(module: SettingModule) -> dict[str, str]:
    """Say why each resource pattern with a wildcard is acceptable, by the finding it causes."""
    actions = (*module.ACTIONS, *module.DEPENDENT_ACTIONS)
    patterns = {each for action in actions for each in module.RESOURCES.get(action, ("*",))}
    reasons = {
        f"AwsSolutions-IAM5[Resource::{_as_in_findings(pattern)}]": (
            "The organization's id is not known before it exists; the partition, the account, the "
            "kind of resource and the actions are fixed, and none deletes, disables or detaches."
        )
        for pattern in sorted(patterns)
        if "*" in pattern
    }
    if "*" in patterns:
        reasons["AwsSolutions-IAM5[Resource::*]"] = (
            "These calls act on the organization or the account as a whole and take no narrower "
            "resource; none of them deletes, disables or detaches."
        )
    return reasons


def _as_in_findings(pattern: str) -> str:
    """Write a resource pattern as the rule packs do, which name what only AWS can fill in."""
    return pattern.format(
        partition="<AWS::Partition>", region="<AWS::Region>", account="<AWS::AccountId>"
    )
