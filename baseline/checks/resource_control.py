"""Resource control policies name only services that AWS applies them to.

A statement for another service is accepted by AWS and does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from baseline.checks.stacks import SynthesizedStack
from baseline.guardrails.policy_types import PolicyType
from baseline.policy.actions.resource_control import supporting_services
from baseline.policy.documents import values


def ineffective(stacks: Iterable[SynthesizedStack]) -> Iterator[str]:
    """Yield each action of a resource control policy that AWS would silently leave out."""
    for stack in stacks:
        for place, resource in stack.resources("AWS::Organizations::Policy"):
            properties = resource["Properties"]
            if properties["Type"] != PolicyType.RESOURCE_CONTROL:
                continue
            for statement in properties["Content"]["Statement"]:
                for action in values(statement["Action"]):
                    if action.partition(":")[0].lower() not in supporting_services():
                        yield (
                            f"{place}: {statement['Sid']} must name services that support "
                            f"resource control policies (got {action}); remove the action"
                        )
