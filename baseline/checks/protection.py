"""Nothing that holds evidence, keys or people can be destroyed by accident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from baseline.checks.stacks import SynthesizedStack

STATEFUL = (
    "AWS::BCMDataExports::Export",
    "AWS::CUR::ReportDefinition",
    "AWS::CloudTrail::Trail",
    "AWS::IAM::Group",
    "AWS::KMS::Key",
    "AWS::Logs::LogGroup",
    "AWS::Organizations::OrganizationalUnit",
    "AWS::S3::Bucket",
)
"""The types whose loss would lose evidence, keys, costs, or somebody's place."""

POLICIES = {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}
"""Kept when it leaves the template or is replaced, and no obstacle after a failed first create.

Source: CloudFormation user guide, DeletionPolicy attribute, read 2026-11-24.
"""

CLOSED_ON_DELETE = ("AWS::Organizations::Account", "AWS::Organizations::Organization")
"""The types that close or remove what they stand for; a setting ensures it instead."""


def unprotected(stacks: Iterable[SynthesizedStack]) -> Iterator[str]:
    """Yield what deleting or replacing could destroy."""
    for stack in stacks:
        if not stack.is_protected:
            yield (
                f"{stack.name}: must have termination protection (got none); "
                "derive it from BaselineStack"
            )
        for place, resource in stack.resources(*STATEFUL):
            for attribute, wanted in POLICIES.items():
                found = resource.get(attribute)
                if found != wanted:
                    yield (
                        f"{place}: {attribute} must be {wanted} (got {found}); "
                        "apply RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE"
                    )
        for place, resource in stack.resources(*CLOSED_ON_DELETE):
            yield (
                f"{place}: must not be a resource, which its deletion would close "
                f"(got {resource['Type']}); let a setting ensure it"
            )
