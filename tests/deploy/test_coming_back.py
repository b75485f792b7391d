"""A deploy that fails is finished by the next plain deploy, without a question."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.assemblies import STACKS

from .conftest import Account, Emulator, unused_account
from .deployments import ORGANIZATION, TRY, Deployer, bootstrapped, organization

WHOLE = [
    [
        "/Infrastructure",
        "/PolicyStaging",
        "/Sandbox",
        "/Security",
        "/Suspended",
        "/Workloads",
        "/Workloads/NonProduction",
        "/Workloads/Production",
    ],
    [
        "baseline-production-identity",
        "baseline-production-protection",
        "baseline-root-identity",
        "baseline-root-organization",
        "baseline-root-protection",
        "baseline-sandbox-limits",
        "baseline-sandbox-regions",
        "baseline-suspended-suspended",
        "baseline-workloads-regions",
    ],
]
EMAILS = {
    "aws+developer-sandbox@example.com",
    "aws+log-archive@example.com",
    "aws+shared-network@example.com",
    "aws+webshop-production@example.com",
}


@pytest.fixture
def deployer(management_account: Account, tmp_path_factory: pytest.TempPathFactory) -> Deployer:
    """A fresh management account, bootstrapped."""
    return bootstrapped(management_account, tmp_path_factory)


def require_whole(account: Account) -> None:
    """Require every unit, policy and account of the configuration exactly once."""
    found = organization(account)
    assert found.names()[:2] == WHOLE
    emails = Counter(email for email, _ in found.accounts)
    assert {email: emails[email] for email in EMAILS} == dict.fromkeys(EMAILS, 1)
    assert len(found.accounts) == len(EMAILS) + 1


@pytest.fixture(scope="module")
def last_created(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The logical id of the resource that each stack creates last, from a deploy that succeeded."""
    account = unused_account(emulator)
    deployer = bootstrapped(account, tmp_path_factory)
    assembly = deployer.assembly(TRY)
    deployer.finish(assembly)
    client = account.client("cloudformation")
    found = {}
    for stack in STACKS:
        name = stack_name(assembly, stack)
        events = client.describe_stack_events(StackName=name)["StackEvents"]
        created = [
            event["LogicalResourceId"]
            for event in events
            if event["ResourceStatus"] == "CREATE_COMPLETE" and event["LogicalResourceId"] != name
        ]
        found[stack] = created[0]
    return found


def stack_name(assembly: Path, stack: str) -> str:
    """The name in AWS of a stack of the assembly."""
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))
    return str(manifest["artifacts"][stack]["properties"]["stackName"])


def template(assembly: Path, stack: str) -> dict[str, Any]:
    """The template of a stack of the assembly."""
    text = (assembly / f"{stack}.template.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


@pytest.mark.parametrize("stack", STACKS)
def test_a_stack_that_failed_at_its_last_resource_is_finished(
    deployer: Deployer, last_created: dict[str, str], stack: str
) -> None:
    """After a failure at a stack's last resource a plain deploy finishes, with nothing twice."""
    assembly = deployer.assembly(TRY)
    name = stack_name(assembly, stack)
    resources = template(assembly, stack)["Resources"]
    last = last_created[stack]
    deployer.fault({"resource_type": resources[last]["Type"], "logical_id": last})
    assert deployer.deploy(assembly).code != 0
    assert deployer.struck() == [1]
    assert deployer.statuses(name, "CREATE_COMPLETE") == set(resources) - {last}
    before = organization(deployer.account)
    deployer.finish(assembly)
    require_whole(deployer.account)
    assert before.ids() <= organization(deployer.account).ids()


OURS = [
    "CreateOrganization",
    "EnablePolicyType",
    "EnableAWSServiceAccess",
    "CreateAccount",
    "MoveAccount",
]
CLOUDFORMATIONS = ["CreateOrganizationalUnit", "CreatePolicy", "AttachPolicy"]


@pytest.mark.parametrize(
    ("code", "operations"),
    [
        pytest.param("TooManyRequestsException", [*OURS, *CLOUDFORMATIONS], id="throttled"),
        pytest.param("ThrottlingException", OURS, id="throttled by the front door"),
        pytest.param("ConcurrentModificationException", [*OURS, *CLOUDFORMATIONS], id="conflict"),
    ],
)
def test_a_call_that_is_refused_for_a_moment_is_made_again(
    deployer: Deployer, code: str, operations: list[str]
) -> None:
    """Every changing call to Organizations may be throttled, or meet another change, twice."""
    deployer = replace(deployer, stacks=ORGANIZATION)
    deployer.fault(
        *(
            {"service": "organizations", "operation": operation, "code": code, "times": 2}
            for operation in operations
        )
    )
    deployer.finish(deployer.assembly(TRY))
    assert deployer.struck() == [2] * len(operations)
    require_whole(deployer.account)
