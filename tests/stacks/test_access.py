"""Who gets into the management account, as the template says it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from baseline.config import Config, load
from baseline.config.sections.access import Access
from baseline.constructs.logical_id import pascal_case
from baseline.identity import GROUPS, IdentityContext
from tests.assemblies import CONFIGURATIONS, Assembly, assembly, nodes, synthesized, waited_for

CONFIGURED = pytest.mark.parametrize("name", CONFIGURATIONS)
GROUP, POLICY, ROLE = "AWS::IAM::Group", "AWS::IAM::ManagedPolicy", "AWS::IAM::Role"
ANALYZER = "AWS::AccessAnalyzer::Analyzer"
SETTING = "Custom::BaselinePasswordPolicy"


def _context(config: Config) -> IdentityContext:
    return IdentityContext(
        config.partition, config.prefix, config.access.first_login_password_change
    )


def _only(made: Assembly, kind: str) -> dict[str, Any]:
    (resource,) = made.resources("Access", kind).values()
    return resource


@CONFIGURED
def test_groups(name: str) -> None:
    """There are exactly the configured groups, under the baseline's path, with their policies."""
    made = assembly(name)
    groups = made.resources("Access", GROUP)
    assert groups.keys() == {f"Group{pascal_case(each)}" for each in made.config.access.groups}
    for each in made.config.access.groups:
        assert groups[f"Group{pascal_case(each)}"]["Properties"] == {
            "GroupName": f"{made.config.prefix}-{each}",
            "Path": f"/{made.config.prefix}/",
            "ManagedPolicyArns": [
                {"Ref": f"Policy{pascal_case(policy.name)}"} for policy in GROUPS[each].policies
            ],
        }


@CONFIGURED
def test_policies(name: str) -> None:
    """Each policy of a configured group is there once, as it is written and decided."""
    made = assembly(name)
    policies = made.resources("Access", POLICY)
    wanted = {
        policy.name: policy
        for each in made.config.access.groups
        for policy in GROUPS[each].policies
    }
    for policy in wanted.values():
        properties = policies[f"Policy{pascal_case(policy.name)}"]["Properties"]
        assert properties["PolicyDocument"] == policy.document(_context(made.config))
        assert properties["Description"] == policy.description
        assert "ManagedPolicyName" not in properties
    others = {key for key in policies if key.startswith("Policy")} - {"PolicyBreakGlass"}
    assert others == {f"Policy{pascal_case(each)}" for each in wanted}


@CONFIGURED
def test_nobody_has_a_policy_of_their_own(name: str) -> None:
    """There are no users, no keys, no policies of AWS's own, and none written into a group."""
    made = assembly(name)
    kinds = {each["Type"] for each in made.resources("Access", "AWS::IAM::").values()}
    assert kinds == {GROUP, POLICY, ROLE}
    for each in made.resources("Access", "AWS::IAM::").values():
        assert "Policies" not in each["Properties"]
        assert "Users" not in each["Properties"]
    assert not [
        each
        for each in nodes(made.template("Access"))
        if isinstance(each, str) and ":iam::aws:policy/" in each
    ]


@CONFIGURED
def test_people_keep_their_rights(name: str) -> None:
    """Groups, their policies and the break-glass role outlive the stack and a failed create."""
    made = assembly(name)
    kept = {
        **made.resources("Access", GROUP),
        **{
            key: each
            for key, each in made.resources("Access", POLICY).items()
            if key.startswith("Policy")
        },
        "BreakGlassRole": made.resources("Access")["BreakGlassRole"],
    }
    for each in kept.values():
        assert each["DeletionPolicy"] == "RetainExceptOnCreate"
        assert each["UpdateReplacePolicy"] == "Retain"


@CONFIGURED
def test_break_glass(name: str) -> None:
    """The role has its fixed name, everything, and a trust in users with an MFA of this hour."""
    made = assembly(name)
    prefix, partition = made.config.prefix, made.config.partition
    role = made.resources("Access")["BreakGlassRole"]["Properties"]
    assert role["RoleName"] == "break-glass"
    assert role["Path"] == f"/{prefix}/"
    assert role["ManagedPolicyArns"] == [{"Ref": "PolicyBreakGlass"}]
    assert role["MaxSessionDuration"] == 3600
    (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Action"] == "sts:AssumeRole"
    iam = f"arn:{partition}:iam::"
    assert statement["Principal"] == {
        "AWS": {"Fn::Join": ["", [iam, {"Ref": "AWS::AccountId"}, ":root"]]}
    }
    assert statement["Condition"] == {
        "Bool": {"aws:MultiFactorAuthPresent": "true"},
        "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"},
        "ArnLike": {
            "aws:PrincipalArn": {"Fn::Join": ["", [iam, {"Ref": "AWS::AccountId"}, ":user/*"]]}
        },
    }


@CONFIGURED
def test_passwords(name: str) -> None:
    """The setting gets the configured numbers, and an age only where there is one."""
    made = assembly(name)
    wanted = made.config.access.password_policy
    properties = _only(made, SETTING)["Properties"]
    assert properties["MinimumPasswordLength"] == str(wanted.minimum_length)
    assert properties["PasswordReusePrevention"] == str(wanted.reuse_prevention)
    age = wanted.maximum_age_days
    assert properties.get("MaxPasswordAge") == (None if age is None else str(age))


def test_analyzer() -> None:
    """The analyzer watches the organization, after the stack that gives it trusted access."""
    made = assembly("default")
    analyzer = _only(made, ANALYZER)
    assert analyzer["Properties"] == {
        "AnalyzerName": "baseline-organization",
        "Type": "ORGANIZATION",
    }
    assert waited_for(analyzer) == []
    assert "Organization" in made.artifact("Access")["dependencies"]
    access = _only_in(made, "Custom::BaselineTrustedAccess")
    assert "access-analyzer.amazonaws.com" in access["Properties"]["ServicePrincipals"]


def _only_in(made: Assembly, kind: str) -> dict[str, Any]:
    (resource,) = made.resources("Organization", kind).values()
    return resource


def test_an_analyzer_elsewhere_and_no_groups() -> None:
    """With an existing analyzer none is made, and without groups no policy of theirs either."""
    config = load(CONFIGURATIONS["default"]).model_copy(
        update={"access": Access(groups=(), analyzer="existing")}
    )
    made = synthesized(config, nag=False)
    assert made.resources("Access", ANALYZER) == {}
    assert made.resources("Access", GROUP) == {}
    own = [key for key in made.resources("Access", POLICY) if key.startswith("Policy")]
    assert own == ["PolicyBreakGlass"]
    assert "BreakGlassRole" in made.resources("Access")
    assert json.dumps(made.template("Access")).count("arn:aws:iam::") == 2
