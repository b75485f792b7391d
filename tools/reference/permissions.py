"""The page of the permissions, from the templates, the settings and a table by resource type."""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from baseline.checks.stacks import SynthesizedStack
from baseline.runtime import settings
from tools.reference.markdown import codes, table

OPTIONAL = {
    "Pipeline": ("AWS::IAM::ManagedPolicy", "AWS::IAM::OIDCProvider", "AWS::IAM::Role"),
}
"""The stacks that the shipped configuration does not have, with their resource types."""

FOR_SETTINGS = ("lambda:InvokeFunction",)
"""What a setting takes beside its function."""

_TABLE = Path(__file__).with_name("permissions.yaml")
_LEFT_OUT = Path(__file__).with_name("permissions_left_out.yaml")
_CUSTOM = "Custom::Baseline"


def page(stacks: Sequence[SynthesizedStack]) -> str:
    """Write what deploying each stack takes, and what its functions do with roles of their own."""
    types = {each.name: types_of(each) for each in stacks}
    types |= {name: set(each) for name, each in OPTIONAL.items()}
    parts = [
        "# Permissions",
        "What a deploy takes, for those who narrow it. Three identities take part:",
        "- **Who runs `cdk deploy`** needs `sts:AssumeRole` on the roles that `cdk bootstrap` made "
        "(`deploy`, `file-publishing`, `image-publishing`, `lookup`), in the home region and in "
        "that of billing, and nothing else.\n"
        "- **The role `cfn-exec` of the bootstrap**, with which CloudFormation works. It is an "
        "administrator by default; `cdk bootstrap --cloudformation-execution-policies` gives it "
        "another policy, which has to allow what stands under *CloudFormation* below.\n"
        "- **The roles of the settings' functions**, which the stacks make. A permissions boundary "
        "over them has to allow what stands under *its functions* below.",
        "Deleting a stack, or what a failed first creation left, may take more: what the stack "
        "keeps is not listed with its deletion. "
        "The lists are held against those that CloudFormation publishes with its schemas, which "
        "AWS extends without notice; a test account is the place to try a policy made from them.",
    ]
    for name, found in types.items():
        parts += _section(name, found)
    parts += _omissions()
    return "\n\n".join(parts) + "\n"


@functools.cache
def by_type() -> Mapping[str, Sequence[str]]:
    """Read the actions of each resource type."""
    content: dict[str, list[str]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return content


@functools.cache
def left_out() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Read the actions of each resource type that are not needed, by the reason."""
    content: dict[str, dict[str, list[str]]] = yaml.safe_load(_LEFT_OUT.read_text(encoding="utf-8"))
    return content


def types_of(stack: SynthesizedStack) -> set[str]:
    """List the types of a stack's resources, and of the values it looks up."""
    parameters = stack.template.get("Parameters", {}).values()
    looked_up = {each["Type"] for each in parameters if each["Type"].startswith("AWS::SSM::")}
    return looked_up | {one["Type"] for _, one in stack.resources()}


def _section(name: str, types: Iterable[str]) -> Iterator[str]:
    native = {kind for kind in types if not kind.startswith("Custom::")}
    modules = [_module(kind) for kind in sorted(set(types) - native)]
    actions = {action for kind in native for action in by_type()[kind]}
    actions |= set(FOR_SETTINGS) if modules else set()
    own = {action for each in modules for action in (*each.ACTIONS, *each.DEPENDENT_ACTIONS)}
    yield f"## {name}"
    yield _services("CloudFormation", actions)
    if own:
        yield _services("its functions", own)


def _omissions() -> Iterator[str]:
    yield "## Left out"
    yield (
        "What CloudFormation's schemas list for these types as well, and no stack takes: the "
        "action is for a property that none sets. Whoever adds the property needs the action."
    )
    yield table(
        ("type", "property, or why not", "actions"),
        (
            (f"`{kind}`", reason if " " in reason else f"`{reason}`", codes(actions))
            for kind, reasons in left_out().items()
            for reason, actions in reasons.items()
        ),
    )


def _services(who: str, actions: Iterable[str]) -> str:
    services: dict[str, list[str]] = {}
    for action in sorted(actions):
        service, _, operation = action.partition(":")
        services.setdefault(service, []).append(operation)
    return table((who, "actions"), ((f"`{each}`", codes(of)) for each, of in services.items()))


def _module(kind: str) -> Any:
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.removeprefix(_CUSTOM)).lower()
    return importlib.import_module(f"{settings.__name__}.{name}")
