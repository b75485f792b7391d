"""A deployment read back: all of it is found, and whatever somebody changes is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
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
from .drifts import DRIFTS, SANDBOX

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


def _verify(deployed: Deployed, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `baseline verify` as a shell does, with the credentials of the environment."""
    program = "from baseline.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "verify", str(deployed.assembly), *options],
        env={**os.environ, "AWS_ACCESS_KEY_ID": MANAGER, "AWS_SECRET_ACCESS_KEY": "test"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_command_finds_everything_ok(deployed: Deployed) -> None:
    """`baseline verify` ends with 0 and one line of counts, and says nothing else when piped."""
    done = _verify(deployed)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith("checks: all ok")


def test_the_command_tells_a_change(deployed: Deployed) -> None:
    """`baseline verify --json` ends with 1 and holds what was wanted and what was found."""
    with drift.renamed_unit(deployed.session):
        done = _verify(deployed, "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert told["counts"]["differs"] == len(DRIFTS["a renamed unit"][1])
    (unit,) = (
        each for each in told["findings"] if each["status"] == "differs" and each["check"] == "Name"
    )
    assert (unit["subject"], unit["expected"]) == (SANDBOX, "Sandbox")
    assert unit["found"] != unit["expected"]


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
