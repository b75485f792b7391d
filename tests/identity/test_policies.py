"""Every policy and group: within AWS's quotas, made of known actions, the same for every run."""

from __future__ import annotations

import fnmatch
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from cfnlint.data import AdditionalSpecs

from baseline.identity import GROUPS, Group, IdentityContext, IdentityPolicy
from baseline.identity.model import POLICIES_PER_GROUP, POLICY_CHARS
from baseline.policy.documents import non_ascii, size_chars, values
from tests.assemblies import ROOT, read

POLICIES: dict[str, IdentityPolicy] = {
    policy.name: policy for group in GROUPS.values() for policy in group.policies
}
LONGEST = IdentityContext("aws-us-gov", "a" * 16, first_login_password_change=True)
EVERY = pytest.mark.parametrize("policy", POLICIES.values(), ids=list(POLICIES))
OF_AWS = read(Path(AdditionalSpecs.__file__).parent / "Policies.json")


@EVERY
def test_size(policy: IdentityPolicy) -> None:
    """With the longest values a configuration can give, a policy is short enough and ASCII."""
    document = policy.document(LONGEST)
    assert size_chars(document) <= POLICY_CHARS
    assert non_ascii(document) == ()
    assert policy.description.isascii()
    assert len(policy.description) <= 1000


@EVERY
def test_it_is_explained(policy: IdentityPolicy) -> None:
    """A policy says what it is for, why it is as it is, and what it rests on, with a date."""
    assert policy.description.endswith(".")
    assert policy.why.endswith(".")
    assert "read 2026-" in policy.source
    assert (ROOT / "baseline/identity" / f"{policy.name.removeprefix('require_')}.py").is_file()


@EVERY
def test_statements_are_named_once(policy: IdentityPolicy) -> None:
    """Each statement has a Sid of letters and digits, used once in the policy."""
    sids = [statement["Sid"] for statement in policy.statements(LONGEST)]
    assert len(set(sids)) == len(sids)
    assert all(sid.isalnum() for sid in sids)


@EVERY
def test_actions_exist(policy: IdentityPolicy) -> None:
    """Every action is one that AWS has, in order, and a wildcard stands at its end only."""
    for statement in policy.statements(LONGEST):
        actions = values(statement.get("Action", statement.get("NotAction", [])))
        assert actions == sorted(actions)
        for action in set(actions) - {"*"}:
            service, _, name = action.partition(":")
            assert "*" not in name[:-1]
            assert fnmatch.filter(OF_AWS[service]["Actions"], name.lower()), action


WRITES = ("put", "create", "delete", "update", "modify", "attach", "detach", "set", "start", "add")
CONTENT = {
    *("dynamodb:getitem", "dynamodb:query", "dynamodb:scan", "kms:decrypt", "s3:getobject"),
    *("secretsmanager:getsecretvalue", "sqs:receivemessage", "ssm:getparameter"),
    *("ssm:getparameterhistory", "ssm:getparameters", "ssm:getparametersbypath"),
    *("lambda:getfunction", "lambda:getfunctionconfiguration", "lambda:listfunctions"),
    *("ec2:describeinstanceattribute", "ec2:describelaunchtemplateversions"),
    *("ec2:getconsoleoutput", "ec2:getpassworddata", "cloudtrail:getqueryresults"),
}
OPEN = {
    "auditors": {"logs:startquery"},
    "billing": {"s3:getobject"},
}
"""What looks like a write or content and is meant; the decision tables bound its resources."""


@pytest.mark.parametrize("name", ["auditors", "billing"])
def test_wildcards_reach_neither_writes_nor_content(name: str) -> None:
    """No pattern of a reading group matches a call that writes or hands out content."""
    patterns = chain.from_iterable(
        values(statement.get("Action", [])) for statement in POLICIES[name].statements(LONGEST)
    )
    reached = {
        f"{service}:{action}"
        for service, _, pattern in (each.partition(":") for each in patterns)
        for action in fnmatch.filter(OF_AWS[service]["Actions"], pattern.lower())
    }
    writes = {each for each in reached if each.partition(":")[2].startswith(WRITES)}
    assert writes | (reached & CONTENT) == OPEN[name]


@pytest.mark.parametrize("group", GROUPS.values(), ids=list(GROUPS))
def test_every_group_requires_mfa(group: Group) -> None:
    """Each group carries the denial without MFA and self-service, within its quota."""
    names = [policy.name for policy in group.policies]
    assert names[:2] == ["require_mfa", "self_service"]
    assert len(set(names)) == len(names) <= POLICIES_PER_GROUP


def test_member_roles_have_their_fixed_names() -> None:
    """What a group assumes in member accounts never changes: the roles there are made by name."""
    assert {name: group.member_role for name, group in GROUPS.items()} == {
        "administrators": "administrator",
        "developers": "developer",
        "auditors": "auditor",
        "billing": "billing",
    }


def test_one_file_a_policy() -> None:
    """Every file of the package that is no frame holds one policy of a group."""
    frame = {"__init__", "groups", "model", "break_glass", "pipeline"}
    files = {path.stem for path in (ROOT / "baseline/identity").glob("*.py")} - frame
    assert {f"require_{name}" if name == "mfa" else name for name in files} == set(POLICIES)


def test_stands_without_the_cdk() -> None:
    """The package and what decides its policies load neither the CDK nor an AWS client."""
    code = (
        "import sys, baseline.identity, baseline.policy.decide;"
        "sys.exit(any(name.split('.')[0] in ('aws_cdk', 'jsii', 'boto3') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
