"""Proves over the whole assembly that no two changes of the organization can run at once.

AWS Organizations refuses concurrent changes, and neither CloudFormation nor the emulator shows a
missing dependency every time, so the order is proved from the templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from baseline.checks.stacks import SynthesizedStack, Template

CHANGE_NO_ORGANIZATION = frozenset(
    {
        "Custom::BaselineAccountsRound",  # writes a parameter
        "Custom::BaselineAuditStorage",  # waits for a bucket and a key
        "Custom::BaselinePasswordPolicy",  # changes IAM of one account
    }
)
"""The settings that may run beside a change of the organization; any other is taken for one."""


def unordered(stacks: Iterable[SynthesizedStack]) -> list[str]:
    """Return one line for each pair of neighbours that could run at the same time."""
    by_name = {stack.name: stack for stack in stacks}
    waits = {name: stack.waits_for for name, stack in by_name.items()}
    problems: list[str] = []
    changing = [name for name in by_name if changes(by_name[name].template)]
    for first, second in pairwise(_in_order(changing, waits)):
        if first not in _reachable(second, waits):
            problems.append(
                f"{second}: can change the organization at the same time as stack {first} "
                f"(got no dependency); add one in baseline/assembly.py"
            )
    for name in changing:
        problems += _unordered_within(by_name[name])
    return problems


def changes(template: Template) -> list[str]:
    """List the logical ids of the resources that change the organization."""
    return [
        logical_id
        for logical_id, resource in template.get("Resources", {}).items()
        if resource["Type"].startswith(("AWS::Organizations::", "Custom::Baseline"))
        and resource["Type"] not in CHANGE_NO_ORGANIZATION
    ]


def _unordered_within(stack: SynthesizedStack) -> Iterator[str]:
    resources = stack.template["Resources"]
    waits = {name: frozenset(_waited_for(resource)) for name, resource in resources.items()}
    for first, second in pairwise(_in_order(changes(stack.template), waits)):
        if first not in _reachable(second, waits):
            yield (
                f"{stack.name}/{second}: can change the organization at the same time as {first} "
                f"(got no dependency); link it into the stack's chain"
            )


def _in_order(names: Iterable[str], waits: Mapping[str, frozenset[str]]) -> list[str]:
    """Sort so that each stands after all it waits for, and as it was listed where that is open.

    There is one such order, neighbour by neighbour, exactly if no two may run at the same time.
    """
    remaining = {name: _reachable(name, waits) for name in names}
    ordered: list[str] = []
    while remaining:
        ready = (name for name, before in remaining.items() if before.isdisjoint(remaining))
        ordered.append(next(ready, next(iter(remaining))))
        del remaining[ordered[-1]]
    return ordered


def _reachable(name: str, waits: Mapping[str, frozenset[str]]) -> set[str]:
    seen: set[str] = set()
    todo = [name]
    while todo:
        for each in waits.get(todo.pop(), frozenset()):
            if each not in seen:
                seen.add(each)
                todo.append(each)
    return seen


def _waited_for(resource: Any) -> Iterator[str]:
    """The logical ids a resource waits for: by DependsOn, Ref, Fn::GetAtt or Fn::Sub."""
    depends_on = resource.get("DependsOn", [])
    yield from [depends_on] if isinstance(depends_on, str) else depends_on
    yield from _references(resource.get("Properties", {}))


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _references(each)
    elif isinstance(value, dict):
        if isinstance(value.get("Ref"), str):
            yield value["Ref"]
        if "Fn::GetAtt" in value:
            target = value["Fn::GetAtt"]
            yield target.split(".")[0] if isinstance(target, str) else target[0]
        for each in value.values():
            yield from _references(each)
