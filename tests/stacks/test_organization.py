"""The organization's stack ensures what the partition has, and nothing that AWS would refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from aws_cdk import App
from aws_cdk.assertions import Template

from baseline.assembly import cdk_context
from baseline.config import load
from baseline.stacks.organization import OrganizationStack

ACCOUNT_MANAGEMENT = "account.amazonaws.com"


@pytest.mark.parametrize(
    ("region", "stack_sets", "account_management"),
    [("eu-west-1", 1, True), ("us-gov-west-1", 1, False), ("cn-north-1", 0, True)],
)
def test_partition(tmp_path: Path, region: str, stack_sets: int, account_management: bool) -> None:
    """China has no trusted access of StackSets, GovCloud no API for the contacts of accounts."""
    file = tmp_path / "baseline.yaml"
    file.write_text(
        f"home_region: {region}\nallowed_regions: [{region}]\n"
        "units: [{key: policy-staging, name: PolicyStaging}]\n",
        encoding="utf-8",
    )
    app = App(context=cdk_context(), builtin_cloud_formation_validation=False)
    template = Template.from_stack(OrganizationStack(app, "Organization", config=load(file)))
    template.resource_count_is("Custom::BaselineStacksetsAccess", stack_sets)
    (trusted,) = template.find_resources("Custom::BaselineTrustedAccess").values()
    assert (ACCOUNT_MANAGEMENT in trusted["Properties"]["ServicePrincipals"]) is account_management
