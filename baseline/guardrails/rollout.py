"""The policies that can break what runs already: resource control and declarative ones.

All of them are attached to one target: the unit in which new policies are tried, or the root.
There is one policy for each type, so an edit changes the policy of its type only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from baseline.guardrails.bundles import BundledPolicy
from baseline.guardrails.declarative import DECLARATIVE_SETTINGS, Declared
from baseline.guardrails.declarative.model import Content
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.resource import RESOURCE_GUARDRAILS, ResourceContext
from baseline.guardrails.resource.model import ANY_ORGANIZATION
from baseline.policy.documents import Document, document

PARTITIONS = frozenset({"aws"})
"""Where the baseline has these policies; in which other partitions AWS has them is unconfirmed."""

_MESSAGE = "Denied by a declarative policy of the organization. Ask who runs the landing zone."
"""What AWS answers to a call that a declarative policy for EC2 refuses."""


@dataclass(frozen=True)
class Form:
    """How the policy of a type is called and told, and where in it the settings stand."""

    bundle: str
    description: str
    top: str = ""


FORMS: Mapping[PolicyType, Form] = MappingProxyType(
    {
        PolicyType.RESOURCE_CONTROL: Form(
            "resource-control", "Keeps outsiders away from the resources of member accounts."
        ),
        PolicyType.EC2: Form(
            "declarative-ec2", "Keeps EC2, EBS and VPC as declared.", "ec2_attributes"
        ),
        PolicyType.S3: Form("declarative-s3", "Keeps buckets from being public.", "s3_attributes"),
        PolicyType.AI_SERVICES: Form(
            "ai-services", "Opts out of the use of content by AI services.", "services"
        ),
        PolicyType.TAG: Form("standard-tags", "Says how tags are written.", "tags"),
    }
)


@dataclass(frozen=True)
class Rollout:
    """What is rolled out, and to which target: a unit's key or the root's."""

    target_key: str
    prefix: str
    resource_guardrails: tuple[str, ...]
    declared: Declared
    context: ResourceContext

    def of(self, organization_id: str) -> Rollout:
        """Name the organization that the policies are written for."""
        return replace(self, context=replace(self.context, organization_id=organization_id))


def rollout_policies(rollout: Rollout) -> tuple[BundledPolicy, ...]:
    """Write the policies of a rollout, one for each type that is in use."""
    contents = {
        PolicyType.RESOURCE_CONTROL: _resource_control(rollout),
        **{each: _declarative(each, rollout.declared) for each in FORMS if FORMS[each].top},
    }
    return tuple(
        BundledPolicy(
            target_key=rollout.target_key,
            bundle=FORMS[policy_type].bundle,
            name=f"{rollout.prefix}-{rollout.target_key}-{FORMS[policy_type].bundle}",
            description=FORMS[policy_type].description,
            document=content,
            policy_type=policy_type,
        )
        for policy_type, content in contents.items()
        if content
    )


def with_rollout(
    policies: Mapping[str, tuple[BundledPolicy, ...]],
    rollout: Rollout | None,
    organization_id: str = ANY_ORGANIZATION,
) -> dict[str, tuple[BundledPolicy, ...]]:
    """Add the policies of a rollout to those that its target has already."""
    if rollout is None:
        return dict(policies)
    key, added = rollout.target_key, rollout_policies(rollout.of(organization_id))
    return {**policies, key: (*policies.get(key, ()), *added)}


def policy_types(rollout: Rollout | None) -> tuple[str, ...]:
    """List the types to enable: service control policies, and what else is in use."""
    added = rollout_policies(rollout) if rollout is not None else ()
    return tuple(
        each.value for each in (PolicyType.SERVICE_CONTROL, *(p.policy_type for p in added))
    )


def names_of(policy_type: PolicyType) -> tuple[str, ...]:
    """List everything a policy of a type can be made of, in the order in which it holds them."""
    if policy_type is PolicyType.RESOURCE_CONTROL:
        return tuple(RESOURCE_GUARDRAILS)
    settings = DECLARATIVE_SETTINGS.values()
    return tuple(each.name for each in settings if each.policy_type is policy_type)


def carried(rollout: Rollout, policy_type: PolicyType) -> tuple[str, ...]:
    """List what the policy of a type is made of in this rollout."""
    if policy_type is PolicyType.RESOURCE_CONTROL:
        return tuple(each for each in RESOURCE_GUARDRAILS if each in rollout.resource_guardrails)
    return tuple(
        name
        for name in names_of(policy_type)
        if DECLARATIVE_SETTINGS[name].is_declared(rollout.declared)
    )


def rolled_out(rollout: Rollout) -> tuple[str, ...]:
    """List every guardrail and setting that a rollout holds, in the order of its policies."""
    return tuple(name for policy_type in FORMS for name in carried(rollout, policy_type))


def _resource_control(rollout: Rollout) -> Document:
    statements = [
        statement
        for name in carried(rollout, PolicyType.RESOURCE_CONTROL)
        for statement in RESOURCE_GUARDRAILS[name].statements(rollout.context)
    ]
    return document(*statements) if statements else {}


def _declarative(policy_type: PolicyType, declared: Declared) -> Document:
    parts: dict[str, Any] = {}
    for setting in DECLARATIVE_SETTINGS.values():
        if setting.policy_type is policy_type and setting.is_declared(declared):
            parts = _joined(parts, setting.content(declared))
    if not parts:
        return {}
    message = {"exception_message": {"@@assign": _MESSAGE}} if policy_type is PolicyType.EC2 else {}
    return {FORMS[policy_type].top: {**message, **parts}}


def _joined(part: Content, other: Content) -> dict[str, Any]:
    """Put two parts of a policy together that may speak of the same attribute."""
    both = {key: _joined(part[key], other[key]) for key in part.keys() & other.keys()}
    return {**part, **other, **both}
