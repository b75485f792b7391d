"""Pins: the stateful resources of a release, few enough lines to be reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from baseline.checks.stacks import SynthesizedStack
from baseline.review.stateful import NAMES, PROTECTIONS, at


def pinned(stacks: Sequence[SynthesizedStack]) -> dict[str, Any]:
    """Return for each stack its name, region and stateful resources, as YAML can hold it."""
    return {
        stack.name: {
            "StackName": stack.stack_name,
            "Region": stack.region,
            "Resources": {
                place.partition("/")[2]: {
                    "Type": resource["Type"],
                    **{name: resource[name] for name in PROTECTIONS if name in resource},
                    "Properties": _names(resource),
                }
                for place, resource in stack.resources(*NAMES)
            },
        }
        for stack in stacks
    }


def stacks_of(pins: Mapping[str, Any]) -> list[SynthesizedStack]:
    """Read pins as stacks that hold nothing but what is pinned."""
    return [
        SynthesizedStack(
            name=name,
            template={"Resources": pin["Resources"]},
            region=pin["Region"],
            stack_name=pin["StackName"],
        )
        for name, pin in pins.items()
    ]


def _names(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the properties whose change replaces the resource, nested as they were."""
    kept: dict[str, Any] = {}
    for path in NAMES[resource["Type"]]:
        value = at(resource.get("Properties", {}), path)
        if value is None:
            continue
        *parents, last = path.split(".")
        place = kept
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value
    return kept
