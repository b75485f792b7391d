"""Each check of the assembly is tripped by the mistake it exists for, and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.checks.account_ids import fixed_account_ids
from baseline.checks.assembly import CHECKS, check_assembly
from baseline.checks.billing_region import outside_the_billing_region
from baseline.checks.functions import unsafe_functions
from baseline.checks.principals import public_principals
from baseline.checks.protection import POLICIES, STATEFUL, unprotected
from baseline.checks.resource_control import ineffective
from baseline.checks.sizes import (
    DOCUMENT_QUOTAS,
    LIST_QUOTAS,
    ORGANIZATION_POLICY,
    STACK_QUOTAS,
    TEXT_QUOTAS,
    oversized,
)
from baseline.checks.stacks import SynthesizedStack
from baseline.guardrails.policy_types import PolicyType
from baseline.guardrails.quotas import OF_OTHER_TYPES
from tests.assemblies import CONFIGURATIONS, assembly


def stack(kind: str = "AWS::SNS::Topic", **resource: Any) -> SynthesizedStack:
    """A stack with one resource, R."""
    return SynthesizedStack("S", {"Resources": {"R": {"Type": kind, **resource}}})


def allowing(**statement: Any) -> SynthesizedStack:
    """A stack with one bucket policy of one statement that allows something."""
    document = {"Statement": [{"Sid": "One", "Effect": "Allow", **statement}]}
    return stack("AWS::S3::BucketPolicy", Properties={"PolicyDocument": document})


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_shipped_configurations_are_clean(name: str) -> None:
    """No check finds anything in what the project ships."""
    assert check_assembly(assembly(name).folder) == []


def test_every_check_runs() -> None:
    """The gate at synthesis runs every check of this file, and the order of changes."""
    tripped = {
        unprotected,
        public_principals,
        fixed_account_ids,
        ineffective,
        unsafe_functions,
        outside_the_billing_region,
        oversized,
    }
    assert tripped < set(CHECKS)
    assert len(CHECKS) == len(tripped) + 1


@pytest.mark.parametrize("kind", STATEFUL)
@pytest.mark.parametrize("attribute", POLICIES)
def test_a_stateful_resource_must_be_kept(kind: str, attribute: str) -> None:
    """Without either policy, a resource that holds something is one line; with both, none."""
    assert list(unprotected([stack(kind, **POLICIES)])) == []
    (line,) = unprotected([stack(kind, **{**POLICIES, attribute: "Delete"})])
    assert line == (
        f"S/R: {attribute} must be {POLICIES[attribute]} (got Delete); "
        "apply RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE"
    )


def test_a_stack_must_be_protected() -> None:
    """A stack without termination protection is one line."""
    (line,) = unprotected([SynthesizedStack("S", {}, is_protected=False)])
    assert line.startswith("S: must have termination protection (got none);")


def test_an_account_must_not_be_a_resource() -> None:
    """An account that its stack's deletion would close is one line."""
    (line,) = unprotected([stack("AWS::Organizations::Account")])
    assert line.startswith("S/R: must not be a resource")


@pytest.mark.parametrize(
    "statement",
    [
        {"Principal": "*"},
        {"Principal": {"AWS": "*"}},
        {"Principal": {"AWS": ["arn:aws:iam::111122223333:root", "*"]}},
        {"NotPrincipal": {"AWS": "arn:aws:iam::111122223333:root"}},
        {"Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Principal": "*", "Condition": {"StringEquals": {"aws:SourceAccount": "*"}}},
        {"Principal": "*", "Condition": {"StringNotEquals": {"aws:SourceAccount": "1"}}},
        {"Principal": "*", "Condition": {"StringEqualsIfExists": {"aws:SourceAccount": "1"}}},
    ],
    ids=["text", "mapping", "list", "not", "other key", "any value", "negated", "if exists"],
)
def test_an_open_door_is_found(statement: dict[str, Any]) -> None:
    """Everybody is let in, whatever the statement looks like."""
    (line,) = public_principals([allowing(**statement)])
    assert line.startswith("S/R: a statement must not allow everybody (got Principal * in One);")


@pytest.mark.parametrize(
    "statement",
    [
        {"Principal": {"Service": "cloudtrail.amazonaws.com"}},
        {"Principal": {"AWS": "arn:aws:iam::111122223333:root"}},
        {"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}},
        {"Principal": "*", "Condition": {"ArnLike": {"AWS:SourceArn": "arn:aws:sns:*:*:t"}}},
        {"Principal": "*", "Effect": "Deny"},
    ],
    ids=["service", "account", "organization", "source", "deny"],
)
def test_a_bound_door_is_left_alone(statement: dict[str, Any]) -> None:
    """Who is named, or bound by a key that says who calls, may come."""
    assert list(public_principals([allowing(**statement)])) == []


def test_a_fixed_account_is_found() -> None:
    """An account id is found in a key or a value at any depth, a hash or longer number is not."""
    properties = {
        "A": ["arn:aws:iam::111122223333:root", {"444455556666": "x"}],
        "B": "0" * 64,
        "C": "1234567890123",
    }
    lines = list(fixed_account_ids([stack(Properties=properties)]))
    assert [line.partition("(got ")[2][:12] for line in lines] == ["111122223333", "444455556666"]


def test_a_custom_resource_needs_a_time_out() -> None:
    """Without a time-out CloudFormation would wait for an hour."""
    kind = "Custom::BaselineUnits"
    (line,) = unsafe_functions([stack(kind, Properties={})])
    assert line.startswith("S/R: must have a ServiceTimeout (got none);")
    assert not list(unsafe_functions([stack(kind, Properties={"ServiceTimeout": "60"})]))


def test_concurrency_must_not_be_reserved() -> None:
    """A function that reserves concurrency is one line, with the number."""
    kind, properties = "AWS::Lambda::Function", {"ReservedConcurrentExecutions": 1}
    (line,) = unsafe_functions([stack(kind, Properties=properties)])
    assert line.startswith("S/R: must not reserve concurrency (got 1);")


@pytest.mark.parametrize("kind", ["AWS::CUR::ReportDefinition", "AWS::BCMDataExports::Export"])
def test_billing_has_its_region(kind: str) -> None:
    """A cost report in another region is one line; in us-east-1 it is none."""
    resources = {"Resources": {"R": {"Type": kind}}}
    assert not list(outside_the_billing_region([SynthesizedStack("S", resources)]))
    (line,) = outside_the_billing_region([SynthesizedStack("S", resources, region="eu-west-1")])
    assert line.startswith(f"S/R: {kind} must stand in a stack of us-east-1")
    assert "(got eu-west-1)" in line


@pytest.mark.parametrize(("kind", "name"), DOCUMENT_QUOTAS)
def test_a_policy_has_its_size(kind: str, name: str) -> None:
    """A policy of exactly its quota passes, one character more is one line."""
    quota = DOCUMENT_QUOTAS[(kind, name)]
    frame = len('{"Sid":""}')
    fits = stack(kind, Properties={name: {"Sid": "x" * (quota - frame)}})
    assert list(oversized([fits])) == []
    (line,) = oversized([stack(kind, Properties={name: {"Sid": "x" * (quota - frame + 1)}})])
    assert line == (
        f"S/R: {name}: must be at most {quota:,} characters (got {quota + 1:,}); "
        "split or shorten it"
    )


RESOURCE_CONTROL = {"Type": "RESOURCE_CONTROL_POLICY"}


@pytest.mark.parametrize("policy_type", OF_OTHER_TYPES)
def test_a_policy_of_each_type_has_its_size(policy_type: PolicyType) -> None:
    """What AWS Organizations takes depends on the type of the policy."""
    quota, frame = OF_OTHER_TYPES[policy_type].policy_chars, len('{"a":""}')
    for extra, lines in ((0, 0), (1, 1)):
        content = {"a": "x" * (quota - frame + extra)}
        made = stack(ORGANIZATION_POLICY, Properties={"Type": policy_type, "Content": content})
        assert len(list(oversized([made]))) == lines


@pytest.mark.parametrize(("action", "lines"), [("s3:*", 0), ("SQS:SendMessage", 0), ("ec2:*", 1)])
def test_a_resource_control_policy_names_services_that_support_it(action: str, lines: int) -> None:
    """A statement that AWS would silently leave out is one line."""
    statement = {"Sid": "One", "Action": ["kms:*", action]}
    content = {"Statement": [statement]}
    made = stack(ORGANIZATION_POLICY, Properties={**RESOURCE_CONTROL, "Content": content})
    found = list(ineffective([made]))
    assert len(found) == lines
    assert all(line.endswith(f"(got {action}); remove the action") for line in found)


def test_a_resource_control_policy_may_name_partners() -> None:
    """An account in a resource control policy is no line; in a service control policy it is."""
    for policy_type, lines in (("RESOURCE_CONTROL_POLICY", 0), ("SERVICE_CONTROL_POLICY", 1)):
        properties = {"Type": policy_type, "Content": {"a": "111122223333"}}
        made = stack(ORGANIZATION_POLICY, Properties=properties)
        assert len(list(fixed_account_ids([made]))) == lines


@pytest.mark.parametrize(("kind", "name"), LIST_QUOTAS)
def test_a_list_has_its_length(kind: str, name: str) -> None:
    """A list of its quota passes, one entry more is one line."""
    quota = LIST_QUOTAS[(kind, name)]
    assert list(oversized([stack(kind, Properties={name: ["x"] * quota})])) == []
    assert len(list(oversized([stack(kind, Properties={name: ["x"] * (quota + 1)})]))) == 1


@pytest.mark.parametrize(("kind", "name"), TEXT_QUOTAS)
def test_a_text_has_its_length(kind: str, name: str) -> None:
    """A text of its quota passes, one character more is one line; what is joined counts."""
    quota = TEXT_QUOTAS[(kind, name)]
    assert list(oversized([stack(kind, Properties={name: "x" * quota})])) == []
    joined = {"Fn::Join": ["", ["x" * (quota - 39), {"Ref": "AWS::Region"}]]}
    assert len(list(oversized([stack(kind, Properties={name: joined})]))) == 1


@pytest.mark.parametrize("section", STACK_QUOTAS)
def test_a_stack_has_its_size(section: str) -> None:
    """One resource, output or parameter over the quota is one line."""
    entries = {f"E{n}": {"Type": "String"} for n in range(STACK_QUOTAS[section] + 1)}
    (line,) = oversized([SynthesizedStack("S", {section: entries})])
    assert line.startswith(f"S: must be at most {STACK_QUOTAS[section]} {section.lower()} (got ")


def test_a_template_has_its_bytes() -> None:
    """A template over what CloudFormation reads is one line."""
    (line,) = oversized([SynthesizedStack("S", {"Metadata": "x" * 1_000_000})])
    assert line.startswith("S: must be at most 1,000,000 bytes of template (got ")
