"""Renders an assembly for people: pages of YAML, with every policy as its own JSON.

Intrinsics are folded to `${…}`, asset hashes left out, logical ids kept. A page holds one stack,
or one construct of it where the stack is long.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from baseline.live.intent import ResourceIntent, StackIntent, read_intent

LINES = 400
"""The longest page: what a person reads in one sitting."""

POLICIES = {
    "AWS::IAM::ManagedPolicy": "PolicyDocument",
    "AWS::IAM::Role": "AssumeRolePolicyDocument",
    "AWS::KMS::Key": "KeyPolicy",
    "AWS::Organizations::Policy": "Content",
    "AWS::S3::BucketPolicy": "PolicyDocument",
    "AWS::SNS::TopicPolicy": "PolicyDocument",
}
"""The property of each type that holds a policy."""

_ASSET_HASH = re.compile(r"\b[0-9a-f]{64}\b")


def pages(assembly: Path) -> dict[str, str]:
    """Return the pages of an assembly: the text of each by its name."""
    found: dict[str, str] = {}
    for stack in read_intent(assembly):
        found[stack.id] = _yaml(_frame(stack))
        found |= _resources(stack, list(stack.resources.values()), depth=1)
    return found


def policies(assembly: Path) -> dict[str, str]:
    """Return every policy document of an assembly by the place of its resource.

    White space apart, an Organizations policy is the JSON that AWS receives.
    """
    return {
        resource.path.replace("/", "."): json.dumps(_folded(document), indent=1) + "\n"
        for stack in read_intent(assembly)
        for resource in stack.resources.values()
        if (document := resource.properties.get(POLICIES.get(resource.type, ""))) is not None
    }


def _frame(stack: StackIntent) -> dict[str, Any]:
    """What a stack says beside its resources."""
    sections = {
        name: stack.template[name]
        for name in ("Description", "Parameters", "Conditions", "Outputs")
        if name in stack.template
    }
    return {
        "Stack": stack.name,
        "Region": stack.region,
        "TerminationProtection": stack.termination_protection,
        "Tags": dict(stack.tags),
        **_folded(sections),
    }


def _resources(stack: StackIntent, listed: list[ResourceIntent], depth: int) -> dict[str, str]:
    """Put the resources below one construct on a page, or on a page a part where that is long."""
    groups: dict[str, list[ResourceIntent]] = defaultdict(list)
    for resource in listed:
        parts = resource.path.split("/")
        groups[".".join(parts[: depth + 1])].append(resource)
    found: dict[str, str] = {}
    for name, group in groups.items():
        text = _yaml({each.logical_id: _resource(stack, each) for each in group})
        is_long = text.count("\n") > LINES and len(group) > 1
        found |= _resources(stack, group, depth + 1) if is_long else {name: text}
    return found


def _resource(stack: StackIntent, intent: ResourceIntent) -> dict[str, Any]:
    resource = stack.template["Resources"][intent.logical_id]
    shown = {name: value for name, value in resource.items() if name != "Metadata"}
    policy = POLICIES.get(intent.type, "")
    if policy in intent.properties:
        where = f"(policies/{intent.path.replace('/', '.')}.json)"
        shown["Properties"] = {**intent.properties, policy: where}
    folded: dict[str, Any] = _folded(shown)
    return folded


def _folded(value: Any) -> Any:
    """Write intrinsics as `${…}`, and leave out what changes with every build."""
    if isinstance(value, Mapping):
        return _intrinsic(value) or {key: _folded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_folded(each) for each in value]
    if isinstance(value, str):
        return _ASSET_HASH.sub("<hash>", value)
    return value


def _intrinsic(value: Mapping[str, Any]) -> str | None:
    if len(value) != 1:
        return None
    ((name, inner),) = value.items()
    match name:
        case "Ref":
            return f"${{{inner}}}"
        case "Fn::GetAtt":
            return f"${{{inner if isinstance(inner, str) else '.'.join(inner)}}}"
        case "Fn::Sub" if isinstance(inner, str):
            return _ASSET_HASH.sub("<hash>", inner)
        case "Fn::Join":
            separator, parts = inner
            if isinstance(parts, list):
                return str(separator).join(str(_folded(part)) for part in parts)
    return None


def lines(texts: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Yield the number of lines of each text."""
    for name, text in texts.items():
        yield name, text.count("\n")


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, width=100, allow_unicode=True)
