"""Prefixes that AWS keeps for itself somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from baseline.config.draft import Draft
from baseline.config.problem import Complaint
from baseline.config.wording import shown

RESERVED_STARTS = ("aws", "ssm", "sthree", "amzn", "stacksets")
"""Source: AWS Systems Manager API reference, PutParameter, Name (aws, ssm); Amazon S3 user guide,
Bucket naming rules (sthree-, amzn-s3-demo-); AWS CloudFormation user guide, service-managed stack
sets, whose roles in the accounts are named stacksets-exec-*, read 2026-11-24."""

RESERVED = ("service-role",)
"""The IAM path of roles that AWS consoles create; our guardrails would close it to them."""


def prefix_complaints(draft: Draft) -> Iterator[Complaint]:
    """Refuse a prefix under which AWS would not let us create a parameter, bucket or role."""
    prefix = draft.prefix
    if prefix is None:
        return
    if prefix.text.startswith(RESERVED_STARTS) or prefix.text in RESERVED:
        yield Complaint(
            loc=prefix.loc,
            rule=f"must not be {', '.join(RESERVED)} or start with {', '.join(RESERVED_STARTS)}",
            got=shown(prefix.text),
            remedy="use a name that nothing of yours begins with, like 'acme-lz'",
        )
