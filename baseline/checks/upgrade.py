"""What an upgrade does to what is deployed: replaced, renamed, let go, less protected, run again.

CloudFormation shows the same in a change set, but only against an account, and not in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from baseline.checks.stacks import Resource, SynthesizedStack
from baseline.checks.stateful import NAMES, PROTECTIONS, SWITCHES, at


@dataclass(frozen=True)
class Change:
    """One consequence of an upgrade.

    `place` is a stack or `stack/logical id`. `is_dangerous` when something that holds evidence,
    keys or people would be left behind, made anew, or lose a protection. `left` names by type all
    such resources that a stack leaves behind: they have one cause, so they are one change with it.
    """

    place: str
    told: str
    is_dangerous: bool = True
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the change as one line, without what is left behind."""
        return f"{self.place}: {self.told}"

    def left_by_type(self) -> list[str]:
        """Tell what is left behind, a text for each type."""
        return [f"{kind} {', '.join(names)}" for kind, names in self.left.items()]


def counted(changes: Sequence[Change]) -> str:
    """Count the changes of both kinds, and what is left behind."""
    dangers = sum(change.is_dangerous for change in changes)
    left = sum(len(names) for change in changes for names in change.left.values())
    told = [_number(dangers, "danger"), _number(len(changes) - dangers, "note")]
    told += [f"{_number(left, 'resource')} left behind with their stacks"] if left else []
    return ", ".join(told)


def upgrade(old: Sequence[SynthesizedStack], new: Sequence[SynthesizedStack]) -> list[Change]:
    """List what becomes of the stateful resources, stacks and settings of `old` under `new`."""
    after = {stack.name: stack for stack in new}
    changes: list[Change] = []
    for stack in old:
        if stack.name in after:
            changes += _stack(stack, after[stack.name])
        else:
            changes.append(_left(stack, "this stack is no longer part of the app"))
    return changes


def _stack(old: SynthesizedStack, new: SynthesizedStack) -> Iterator[Change]:
    for what, before, now in (
        ("name", old.stack_name, new.stack_name),
        ("region", old.region, new.region),
    ):
        if before != now:
            yield _left(
                old, f"the stack's {what} changes from {before} to {now}: a second one is created"
            )
            return
    if old.is_protected and not new.is_protected:
        yield Change(old.name, "termination protection is switched off")
    resources = new.template.get("Resources", {})
    for place, resource in old.resources():
        successor = resources.get(place.partition("/")[2])
        if resource["Type"].startswith("Custom::"):
            yield from _setting(place, resource, successor)
        elif resource["Type"] in NAMES:
            yield from _resource(place, resource, successor)


def _left(stack: SynthesizedStack, why: str) -> Change:
    left: dict[str, tuple[str, ...]] = {}
    for place, resource in stack.resources(*NAMES):
        kind, _, name = _called(resource).partition(" ")
        named = " ".join([place.partition("/")[2], *([name] if name else [])])
        left[kind] = (*left.get(kind, ()), named)
    told = f"{why}; what it holds stays in AWS, and nobody manages it"
    return Change(stack.name, told, left=left)


def _resource(place: str, old: Resource, new: Resource | None) -> Iterator[Change]:
    if new is None or new["Type"] != old["Type"]:
        yield Change(place, f"{_called(old)} leaves the template: {_fate(old)}")
        return
    before, now = old.get("Properties", {}), new.get("Properties", {})
    for name in NAMES[old["Type"]]:
        if at(before, name) != at(now, name):
            yield Change(
                place,
                f"{_called(old)} is replaced, as {name} changes from {_shown(at(before, name))} "
                f"to {_shown(at(now, name))}: {_fate(old)}",
            )
    for attribute in PROTECTIONS:
        if old.get(attribute) != new.get(attribute):
            yield Change(
                place,
                f"{_called(old)} changes its {attribute} from {old.get(attribute)} "
                f"to {new.get(attribute)}",
            )
    for name in SWITCHES.get(old["Type"], ()):
        if name in before and before[name] != now.get(name):
            yield Change(
                place,
                f"{_called(old)} changes its {name} from {_shown(before[name])} "
                f"to {_shown(now.get(name))}",
            )


def _setting(place: str, old: Resource, new: Resource | None) -> Iterator[Change]:
    if new is None:
        yield Change(
            place,
            f"the setting {_called(old)} is no longer ensured; AWS keeps it as it is",
            is_dangerous=False,
        )
        return
    before, now = old.get("Properties", {}), new.get("Properties", {})
    changed = sorted(
        name for name in {*before, *now} - {"ServiceToken"} if before.get(name) != now.get(name)
    )
    if changed:
        yield Change(
            place,
            f"the setting {_called(old)} runs again, as {', '.join(changed)} changes",
            is_dangerous=False,
        )


def _called(resource: Resource) -> str:
    """Name a resource by its type and its own name, where it has one."""
    kind = resource["Type"].removeprefix("AWS::").removeprefix("Custom::Baseline")
    properties: Mapping[str, Any] = resource.get("Properties", {})
    names = (at(properties, name) for name in (*NAMES.get(resource["Type"], ())[:1], "Name"))
    name = next((each for each in names if isinstance(each, str)), "")
    return f"{kind} {name}" if name else kind


def _fate(resource: Resource) -> str:
    if resource.get("DeletionPolicy", "Delete") == "Delete":
        return "AWS deletes it"
    return "AWS keeps it, and nobody manages it"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
