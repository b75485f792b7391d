"""A deployment read back: all of it is found, and whatever somebody changes is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from boto3 import Session

from baseline.errors import LiveError
from baseline.live import not_readable
from baseline.live.intent import read_intent
from baseline.live.readback import read_back
from baseline.output.finding import Finding, exit_code

from . import drift
from .conftest import Account, Emulator
from .deployments import TRY, bootstrapped

REGION = "us-east-1"
MANAGER, STRANGER = "777788889999", "777788880000"


@dataclass(frozen=True)
class Deployed:
    """An assembly and the account it was deployed to."""

    assembly: Path
    session: Session

    def not_ok(self) -> set[tuple[str, str, str]]:
        """Read it back: subject, check and status of everything that is not ok."""
        return {
            (each.subject, each.check, each.status)
            for each in read_back(self.assembly, self.session)
            if each.status != "ok"
        }


def _session(account: str) -> Session:
    return Session(account, "test", region_name=REGION)


@pytest.fixture(scope="module")
def deployed(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """The example for trying out, deployed with the stock CLI, once for all tests here."""
    account = Account(emulator, MANAGER, REGION)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", emulator.endpoint)
        deployer = bootstrapped(account, tmp_path_factory)
        assembly = deployer.assembly(TRY)
        deployer.finish(assembly)
        yield Deployed(assembly, _session(MANAGER))


def test_everything_is_found_again(deployed: Deployed) -> None:
    """Every property of every resource is found as its template says, and nothing else is wrong."""
    findings = read_back(deployed.assembly, deployed.session)
    assert [each for each in findings if each.status != "ok"] == []
    assert exit_code(findings) == 0


def test_no_property_of_the_templates_goes_unread(deployed: Deployed) -> None:
    """Each property has its own finding, or its entry in not_readable.yaml."""
    looked_at = {
        (each.subject, each.check) for each in read_back(deployed.assembly, deployed.session)
    }
    unread = [
        (resource.path, name)
        for stack in read_intent(deployed.assembly)
        for resource in stack.resources.values()
        for name in resource.properties
        if (resource.path, name) not in looked_at
        and not_readable.reason(resource.type, name) is None
    ]
    assert unread == []


_SANDBOX = "Organization/Units/Sandbox"
_TOLD = ("ReadyAccounts8C7D7F1F", "LeftAccountsC23DD238")
_TRUSTED = "Organization/Organization/TrustedAccess"
DRIFTS: dict[str, tuple[drift.Drift, set[tuple[str, str]]]] = {
    "a renamed unit": (
        drift.renamed_unit,
        {(_SANDBOX, "Name"), ("Organization/Units/Known", "Units")},
    ),
    "a guardrail detached": (
        drift.detached_guardrail,
        {("Guardrails/Policies/SandboxRegions", "TargetIds")},
    ),
    "a guardrail rewritten": (
        drift.other_policy_content,
        {("Guardrails/Policies/RootIdentity", "Content")},
    ),
    "a resource control policy rewritten": (
        drift.other_resource_control,
        {("Guardrails/Policies/RootResourceControl", "Content")},
    ),
    "a policy left over": (
        drift.left_over_policy,
        {("The organization", "policies named baseline-* that no template has")},
    ),
    "full access detached": (
        drift.no_full_access,
        {("The organization", "targets without FullAWSAccess")},
    ),
    "an account moved": (
        drift.moved_account,
        {("Accounts/Accounts/Ensured", "account aws+log-archive@example.com")}
        | {("Accounts/(stack)", f"output Accounts{output}") for output in _TOLD},
    ),
    "a function's other code": (drift.other_code, {(f"{_TRUSTED}/Function", "Code")}),
    "a function's other log": (
        drift.other_log_group,
        {(f"{_TRUSTED}/Function", "LoggingConfig")},
    ),
    "trusted access ended": (
        drift.calls(
            "organizations",
            ("disable_aws_service_access", {"ServicePrincipal": "cloudtrail.amazonaws.com"}),
            ("enable_aws_service_access", {"ServicePrincipal": "cloudtrail.amazonaws.com"}),
        ),
        {(_TRUSTED, "ServicePrincipals")},
    ),
    "central root sessions off": (
        drift.calls(
            "iam",
            ("disable_organizations_root_sessions", {}),
            ("enable_organizations_root_sessions", {}),
        ),
        {("Organization/Organization/CentralRootAccess", "RootSessions")},
    ),
    "StackSets' access off": (
        drift.calls(
            "cloudformation",
            ("deactivate_organizations_access", {}),
            ("activate_organizations_access", {}),
        ),
        {("Organization/Organization/StackSetsAccess", "Status")},
    ),
    "the trail stopped": (
        drift.calls(
            "cloudtrail",
            ("stop_logging", {"Name": "baseline-trail"}),
            ("start_logging", {"Name": "baseline-trail"}),
        ),
        {("Audit/Trail/Trail", "IsLogging")},
    ),
    "the trail's events kept for a day": (
        drift.calls(
            "logs",
            ("put_retention_policy", {"logGroupName": "/baseline/trail", "retentionInDays": 1}),
            ("put_retention_policy", {"logGroupName": "/baseline/trail", "retentionInDays": 365}),
        ),
        {("Audit/LogGroup/Group", "RetentionInDays")},
    ),
    "a stack unprotected": (
        drift.calls(
            "cloudformation",
            (
                "update_termination_protection",
                {"StackName": "baseline-accounts", "EnableTerminationProtection": False},
            ),
            (
                "update_termination_protection",
                {"StackName": "baseline-accounts", "EnableTerminationProtection": True},
            ),
        ),
        {("Accounts/(stack)", "termination protection")},
    ),
}


@pytest.mark.parametrize(("change", "expected"), DRIFTS.values(), ids=DRIFTS)
def test_a_change_is_seen(
    deployed: Deployed, change: drift.Drift, expected: set[tuple[str, str]]
) -> None:
    """Exactly what somebody changed differs, and nothing that was put right before it."""
    with change(deployed.session):
        found = deployed.not_ok()
    assert found == {(*each, "differs") for each in expected}


def test_what_was_put_right_is_ok_again(deployed: Deployed) -> None:
    """After all those changes and their repair nothing differs."""
    assert deployed.not_ok() == set()


REFUSED: dict[str, tuple[str, str, set[tuple[str, str]]]] = {
    "a property of a resource": (
        "organizations",
        "DescribePolicy",
        {("Guardrails/Policies/RootOrganization", "resource")},
    ),
    "a setting's own read": (
        "cloudformation",
        "DescribeOrganizationsAccess",
        {("Organization/Organization/StackSetsAccess", "resource")},
    ),
    "the other side": (
        "organizations",
        "ListPolicies",
        {("The organization", "units, accounts and policies")},
    ),
}


@pytest.mark.parametrize(("service", "operation", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_unknown_and_nothing_else(
    emulator: Emulator,
    deployed: Deployed,
    service: str,
    operation: str,
    expected: set[tuple[str, str]],
) -> None:
    """A call that AWS denies leaves its own check unknown, never ok, and the others as they are."""
    fault = {"service": service, "operation": operation, "code": "AccessDeniedException"}
    emulator.control("POST", "faults", [{**fault, "account": MANAGER}])
    try:
        assert deployed.not_ok() == {(*each, "unknown") for each in expected}
    finally:
        emulator.control("DELETE", "faults")


def test_stacks_that_may_not_be_read_are_an_error(emulator: Emulator, deployed: Deployed) -> None:
    """Where CloudFormation tells nothing, nothing is known, and one line says so."""
    fault = {"service": "cloudformation", "operation": "DescribeStacks", "code": "AccessDenied"}
    emulator.control("POST", "faults", [{**fault, "account": MANAGER}])
    try:
        with pytest.raises(LiveError, match="baseline-organization: DescribeStacks: AccessDenied"):
            deployed.not_ok()
    finally:
        emulator.control("DELETE", "faults")


def test_an_account_without_the_stacks_differs(deployed: Deployed) -> None:
    """Where nothing is deployed each stack is told, and nothing is taken for ok."""
    findings = read_back(deployed.assembly, _session(STRANGER))
    assert [(each.subject, each.found) for each in findings if each.status == "differs"] == [
        (f"{stack.id}/(stack)", "not there") for stack in read_intent(deployed.assembly)
    ]
    assert _ok(findings) == []


def _ok(findings: list[Finding]) -> list[Finding]:
    return [each for each in findings if each.status == "ok"]
