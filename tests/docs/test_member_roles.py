"""The template of the roles in member accounts is what groups, guardrails and its page rely on."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import boto3
import pytest
from cfnlint.api import lint_file
from cfnlint.decode import decode
from moto.iam.aws_managed_policies import aws_managed_policies_data

from baseline.cli import main
from baseline.identity import GROUPS
from emulator.authorisation import policies
from emulator.authorisation.access import Access
from emulator.authorisation.context import Context
from tests.assemblies import CONFIGURATIONS, ROOT
from tests.docs.commands import commands

PAGE = Path("how-to/roles-in-member-accounts.md")
TEMPLATE = ROOT / "examples/stack-sets/member-roles.yaml"
MANAGEMENT, MEMBER = "111122223333", "444455556666"
VALUES = {"AWS::Partition": "aws", "Prefix": "baseline", "ManagementAccountId": MANAGEMENT}
ROLES = {name: group.member_role for name, group in GROUPS.items()}
MFA = "aws:MultiFactorAuthPresent"
USER = f"arn:aws:iam::{MANAGEMENT}:user/team/ann"
CALLERS: dict[str, tuple[str, dict[str, str], bool]] = {
    "a user with MFA": (USER, {MFA: "true"}, True),
    "a console session without MFA": (USER, {MFA: "false"}, False),
    "an access key": (USER, {}, False),
    "a role that brings the key": (f"arn:aws:iam::{MANAGEMENT}:role/a", {MFA: "true"}, False),
    "the root user": (f"arn:aws:iam::{MANAGEMENT}:root", {MFA: "true"}, False),
    "a member account's user": (f"arn:aws:iam::{MEMBER}:user/ann", {MFA: "true"}, False),
}


def _filled(value: Any) -> Any:
    """Put the parameters into a part of the template, as CloudFormation would."""
    if isinstance(value, dict):
        if set(value) == {"Fn::Sub"}:
            return re.sub(r"\$\{([^}]+)\}", lambda found: VALUES[found[1]], value["Fn::Sub"])
        return {key: _filled(each) for key, each in value.items()}
    return [_filled(each) for each in value] if isinstance(value, list) else value


def _roles() -> dict[str, dict[str, Any]]:
    template, problems = decode(str(TEMPLATE))
    assert template is not None, problems
    resources = json.loads(json.dumps(template))["Resources"].values()
    assert {each["Type"] for each in resources} == {"AWS::IAM::Role"}
    return {each["Properties"]["RoleName"]: _filled(each["Properties"]) for each in resources}


def test_cloudformation_takes_it() -> None:
    """The template has no fault that the linter knows."""
    assert lint_file(TEMPLATE) == []


def test_every_group_has_its_role() -> None:
    """The roles are those that the groups may take, under the path that guardrails protect."""
    assert set(_roles()) == set(ROLES.values())
    assert {role["Path"] for role in _roles().values()} == {"/baseline/"}


def test_the_page_says_what_each_role_may_do() -> None:
    """Each role has one policy, which AWS has, and the page's table says the same of it."""
    known = json.loads(aws_managed_policies_data)
    page = (ROOT / "docs" / PAGE).read_text(encoding="utf-8")
    for group, role in ROLES.items():
        (arn,) = _roles()[role]["ManagedPolicyArns"]
        policy = arn.removeprefix("arn:aws:iam::aws:policy/")
        assert known[policy]["Path"] == "/"
        assert f"| {group} | `role/baseline/{role}` | `{policy}` |" in page


@pytest.mark.parametrize("role", ROLES.values())
@pytest.mark.parametrize(("caller", "brought", "allowed"), CALLERS.values(), ids=list(CALLERS))
def test_whom_a_role_trusts(role: str, caller: str, brought: dict[str, str], allowed: bool) -> None:
    """Only a user of the management account with MFA is trusted, for AssumeRole alone."""
    trust = _roles()[role]["AssumeRolePolicyDocument"]
    (written,) = trust["Statement"]
    assert written["Principal"] == {"AWS": f"arn:aws:iam::{MANAGEMENT}:root"}
    assert written["Action"] == "sts:AssumeRole"
    (statement,) = policies.statements(trust)
    context = Context({"aws:PrincipalArn": caller, **brought}, dict)
    arn = f"arn:aws:iam::{MEMBER}:role/baseline/{role}"
    assert statement.applies(Access("sts:AssumeRole", arn), context) is allowed


@pytest.mark.parametrize("role", ROLES.values())
@pytest.mark.parametrize(
    ("caller", "outcome"), [("app-admin", "denied"), ("stacksets", "not denied")]
)
def test_who_may_change_a_role(
    role: str, caller: str, outcome: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An administrator of a member account may not change a role's trust; the stack set may."""
    asked = ("--as", caller, "--resource", f"arn:aws:iam::{MEMBER}:role/baseline/{role}")
    action = ("--action", "iam:UpdateAssumeRolePolicy")
    assert _outcomes(capsys, "Workloads", *action, *asked) == {outcome}


def test_an_account_put_aside_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    """StackSets is denied in Suspended, so each operation goes on whatever fails."""
    asked = ("--as", "stacksets", "--resource", f"arn:aws:iam::{MEMBER}:role/baseline/auditor")
    assert _outcomes(capsys, "Suspended", "--action", "iam:CreateRole", *asked) == {"denied"}
    preferences = [
        command.options["operation-preferences"].split(",")
        for command in commands(PAGE)
        if command.action.partition(":")[2] in ("CreateStackInstances", "UpdateStackSet")
    ]
    assert len(preferences) == 2
    assert all("FailureTolerancePercentage=100" in each for each in preferences)


def _outcomes(capsys: pytest.CaptureFixture[str], unit: str, *asked: str) -> set[str]:
    """Ask whether the guardrails of a unit deny something."""
    arguments = ("--config", str(CONFIGURATIONS["default"]), "--unit", unit, "--json")
    with pytest.raises(SystemExit) as ended:
        main(["guardrails", "explain", *arguments, *asked])
    assert not ended.value.code
    return {each["outcome"] for each in json.loads(capsys.readouterr().out)}


def test_the_commands_are_those_of_the_service() -> None:
    """Each option is one that the call has, and the template is the one that is checked here."""
    model = boto3.client("cloudformation", "us-east-1").meta.service_model
    create, *others = commands(PAGE)
    bodies = {each.options.get("template-body") for each in (create, *others)} - {None}
    assert bodies == {f"file://{TEMPLATE.relative_to(ROOT)}"}
    assert {create.options["stack-set-name"]} == {each.options["stack-set-name"] for each in others}
    assert create.options["stack-set-name"].startswith(f"{VALUES['Prefix']}-")
    for command in (create, *others):
        operation = model.operation_model(command.action.partition(":")[2])
        given = {option.replace("-", "").lower() for option in set(command.options) - {"profile"}}
        assert operation.input_shape is not None
        known = {name.lower() for name in operation.input_shape.members}
        required = {name.lower() for name in operation.input_shape.required_members}
        assert required <= given <= known
