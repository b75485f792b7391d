"""A deploy that fails is finished by the next plain deploy, without a question."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.assemblies import STACKS

from .conftest import Account
from .deployments import TRY, Deployer, bootstrapped, organization

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
        "baseline-root-identity",
        "baseline-root-organization",
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


@pytest.mark.parametrize("stack", STACKS)
def test_a_stack_that_failed_at_its_last_resource_is_finished(
    deployer: Deployer, stack: str
) -> None:
    """After a failure at a stack's last resource a plain deploy finishes, with nothing twice."""
    assembly = deployer.assembly(TRY)
    template = json.loads((assembly / f"{stack}.template.json").read_text(encoding="utf-8"))
    kinds = [resource["Type"] for resource in template["Resources"].values()]
    deployer.fault({"resource_type": kinds[-1], "skip": kinds.count(kinds[-1]) - 1})
    assert deployer.deploy(assembly).code != 0
    assert deployer.struck() == [1]
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))
    name = manifest["artifacts"][stack]["properties"]["stackName"]
    done = deployer.statuses(name, "CREATE_COMPLETE")
    assert len(done) == len(kinds) - 1
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
    deployer.fault(
        *(
            {"service": "organizations", "operation": operation, "code": code, "times": 2}
            for operation in operations
        )
    )
    deployer.finish(deployer.assembly(TRY))
    assert deployer.struck() == [2] * len(operations)
    require_whole(deployer.account)
