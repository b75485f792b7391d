"""Key and log bucket in the template of a member account, where every id is a parameter."""

from __future__ import annotations

import functools
from typing import Any

from aws_cdk import App, Aws, CfnParameter, Stack
from aws_cdk.assertions import Template

from baseline.checks.principals import public_principals
from baseline.checks.protection import POLICIES, STATEFUL
from baseline.checks.stacks import SynthesizedStack
from baseline.constructs.audit.audit_key import AuditKey
from baseline.constructs.audit.log_bucket import LogBucket
from tests.stacks.test_log_archive import plain

PARAMETERS = ("ManagementAccountId", "OrganizationId", "Region")


@functools.cache
def _template() -> dict[str, Any]:
    stack = Stack(App(), "LogArchive")
    management, organization, region = (
        CfnParameter(stack, name).value_as_string for name in PARAMETERS
    )
    trail = f"arn:aws:cloudtrail:{region}:{management}:trail/baseline-trail"
    key = AuditKey(
        stack,
        "AuditKey",
        prefix="baseline",
        partition="aws",
        account_id=Aws.ACCOUNT_ID,
        management_account_id=management,
        trail_arn=trail,
    )
    LogBucket(
        stack,
        "LogBucket",
        prefix="baseline",
        partition="aws",
        account_id=Aws.ACCOUNT_ID,
        management_account_id=management,
        organization_id=organization,
        trail_arn=trail,
        key_arn=key.arn,
        retention_days=2555,
        object_lock=("governance", 30),
    )
    return dict(Template.from_stack(stack).to_json())


def _statements(kind: str) -> dict[str, dict[str, Any]]:
    properties = [
        plain(each["Properties"])
        for each in _template()["Resources"].values()
        if each["Type"] == kind
    ]
    return {
        statement["Sid"]: statement
        for each in properties
        for statement in each.get("KeyPolicy", each.get("PolicyDocument"))["Statement"]
    }


def test_the_trail_is_the_management_accounts() -> None:
    """Key and bucket are bound to the trail of the management account, not of their own."""
    trail = "arn:aws:cloudtrail:<Region>:<ManagementAccountId>:trail/baseline-trail"
    keys, buckets = _statements("AWS::KMS::Key"), _statements("AWS::S3::BucketPolicy")
    for statement in (
        keys["CloudTrailEncrypts"],
        keys["CloudTrailDescribes"],
        buckets["CloudTrailReadsAcl"],
        buckets["CloudTrailWritesForManagementAccount"],
        buckets["CloudTrailWritesForOrganization"],
    ):
        assert statement["Condition"]["StringEquals"]["aws:SourceArn"] == trail
    resource = buckets["CloudTrailWritesForManagementAccount"]["Resource"]
    assert resource == "arn:aws:s3:::baseline-logs-<AccountId>/AWSLogs/<ManagementAccountId>/*"


def test_both_accounts_read_and_may_break_glass() -> None:
    """Readers and the break-glass role may be of the member or of the management account."""
    keys = _statements("AWS::KMS::Key")
    assert keys["LogReadersDecrypt"]["Principal"]["AWS"] == [
        "arn:aws:iam::<AccountId>:root",
        "arn:aws:iam::<ManagementAccountId>:root",
    ]
    assert keys["DenyEndingButBreakGlass"]["Condition"]["ArnNotLike"]["aws:PrincipalArn"] == [
        "arn:aws:iam::<AccountId>:role/baseline/break-glass",
        "arn:aws:iam::<ManagementAccountId>:role/baseline/break-glass",
    ]
    assert keys["AccountAdministers"]["Principal"]["AWS"] == "arn:aws:iam::<AccountId>:root"


def test_nothing_but_parameters_is_needed() -> None:
    """The template refers to no other stack, holds what is kept, and lets nobody else in."""
    template = _template()
    assert set(template["Parameters"]) - {"BootstrapVersion"} == set(PARAMETERS)
    assert "Fn::ImportValue" not in str(template)
    for resource in template["Resources"].values():
        if resource["Type"] in STATEFUL:
            assert {name: resource[name] for name in POLICIES} == POLICIES
    assert list(public_principals([SynthesizedStack("LogArchive", template)])) == []
