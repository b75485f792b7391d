"""What AWS would refuse for its size, found before it is sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from baseline.checks.stacks import SynthesizedStack
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.quotas import quotas_of

STACK_QUOTAS = {"Resources": 500, "Outputs": 200, "Parameters": 200}
TEMPLATE_BYTES = 1_000_000
"""Source: CloudFormation quotas, read 2026-11-24; a template in S3 may have 1 MB."""

DOCUMENT_QUOTAS = {
    ("AWS::IAM::ManagedPolicy", "PolicyDocument"): 6_144,
    ("AWS::IAM::Role", "AssumeRolePolicyDocument"): 2_048,
    ("AWS::KMS::Key", "KeyPolicy"): 32_768,
    ("AWS::S3::BucketPolicy", "PolicyDocument"): 20_480,
    ("AWS::SNS::TopicPolicy", "PolicyDocument"): 30_720,
}
"""Characters of a policy, by type and property; IAM does not count white space.

Source: IAM and AWS STS quotas; AWS KMS quotas; Amazon S3 user guide, bucket policies; Amazon SNS
quotas, read 2026-11-24.
"""

ORGANIZATION_POLICY = "AWS::Organizations::Policy"
"""The type whose content has a quota for each type of policy."""

LIST_QUOTAS = {
    ("AWS::IAM::Group", "ManagedPolicyArns"): 10,
    ("AWS::IAM::Role", "ManagedPolicyArns"): 10,
    ("AWS::IAM::ManagedPolicy", "Groups"): 100,
    ("AWS::Budgets::Budget", "NotificationsWithSubscribers"): 10,
}
"""Entries of a list. Source: IAM and AWS STS quotas; AWS Budgets quotas, read 2026-11-24."""

TEXT_QUOTAS = {
    ("AWS::IAM::ManagedPolicy", "Description"): 1_000,
    ("AWS::IAM::Role", "Description"): 1_000,
    ("AWS::KMS::Key", "Description"): 8_192,
    ("AWS::Lambda::Function", "Description"): 256,
    ("AWS::Organizations::Policy", "Description"): 512,
    ("AWS::CloudWatch::Alarm", "AlarmDescription"): 1_024,
    ("AWS::Logs::MetricFilter", "FilterPattern"): 1_024,
    ("AWS::Logs::QueryDefinition", "QueryString"): 10_000,
    ("AWS::SSM::Parameter", "Value"): 4_096,
}
"""Characters of a text. Source: the API models of botocore 1.43.106 for each service."""

_PSEUDO = 40
"""Characters taken for a value that CloudFormation fills in: an ARN's account, an id, a name."""


def oversized(stacks: Iterable[SynthesizedStack]) -> Iterator[str]:
    """Yield each stack, policy, list and text that is over its quota."""
    for stack in stacks:
        yield from _stack(stack)
        for place, resource in stack.resources():
            properties = resource.get("Properties", {})
            for name, value in properties.items():
                key = (resource["Type"], name)
                quota = DOCUMENT_QUOTAS.get(key)
                if key == (ORGANIZATION_POLICY, "Content"):
                    quota = quotas_of(PolicyType(properties["Type"])).policy_chars
                if quota is not None:
                    found = len(json.dumps(_filled(value), separators=(",", ":")))
                    yield from _over(f"{place}: {name}", found, quota, "characters")
                if key in LIST_QUOTAS:
                    yield from _over(f"{place}: {name}", len(value), LIST_QUOTAS[key], "entries")
                if key in TEXT_QUOTAS:
                    found = len(str(_filled(value)))
                    yield from _over(f"{place}: {name}", found, TEXT_QUOTAS[key], "characters")


def _stack(stack: SynthesizedStack) -> Iterator[str]:
    for section, quota in STACK_QUOTAS.items():
        yield from _over(stack.name, len(stack.template.get(section, {})), quota, section.lower())
    size = len(json.dumps(stack.template, separators=(",", ":")).encode())
    yield from _over(stack.name, size, TEMPLATE_BYTES, "bytes of template")


def _over(place: str, found: int, quota: int, unit: str) -> Iterator[str]:
    if found > quota:
        yield f"{place}: must be at most {quota:,} {unit} (got {found:,}); split or shorten it"


def _filled(value: Any) -> Any:
    """Stand for what CloudFormation fills in with a text of a usual length."""
    if isinstance(value, dict):
        if len(value) == 1:
            ((name, inner),) = value.items()
            if name == "Ref" or name == "Fn::GetAtt":
                return "x" * _PSEUDO
            if name == "Fn::Join":
                separator, parts = inner
                return separator.join(str(_filled(part)) for part in parts)
            if name == "Fn::Sub":
                return str(inner if isinstance(inner, str) else inner[0])
        return {key: _filled(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(each) for each in value]
    return value
