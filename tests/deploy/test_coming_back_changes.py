"""What a second deploy changes: nothing, a name, a unit, a parent, a resource."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.assemblies import STACKS

from .conftest import Account
from .deployments import ORGANIZATION, TRY, Deployer, bootstrapped, organization, parent_id

SANDBOX = TRY[TRY.index("  - key: sandbox\n") : TRY.index("  - key: policy-staging\n")]
STAGING = "  - key: policy-staging\n    name: PolicyStaging\n"
NESTED = "      - key: policy-staging\n        name: PolicyStaging\n"


@pytest.fixture
def deployed(management_account: Account, tmp_path_factory: pytest.TempPathFactory) -> Deployer:
    """A management account to which the example's organization was deployed once."""
    deployer = bootstrapped(management_account, tmp_path_factory, stacks=ORGANIZATION)
    deployer.finish(deployer.assembly(TRY))
    return deployer


def changed(old: str, new: str) -> str:
    """The example with one part replaced."""
    assert TRY.count(old) == 1
    return TRY.replace(old, new)


def test_a_deploy_without_a_change_updates_no_stack(
    management_account: Account, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Right after a deploy `cdk diff` is empty, and another deploy leaves every stack as it was."""
    deployer = bootstrapped(management_account, tmp_path_factory)
    assembly = deployer.assembly(TRY)
    deployer.finish(assembly)
    difference = deployer.difference(assembly)
    assert difference.code == 0, difference.output
    assert difference.output.count("There were no differences") == len(STACKS)
    client = deployer.account.client("cloudformation")
    before = client.describe_stacks()["Stacks"]
    output = deployer.finish(assembly)
    after = client.describe_stacks()["Stacks"]
    assert output.count("(no changes)") == len(STACKS)
    assert [one.get("LastUpdatedTime") for one in after] == [
        one.get("LastUpdatedTime") for one in before
    ]


def test_a_renamed_unit_stays_the_same_unit(deployed: Deployer) -> None:
    """Another name under the same key renames the unit and keeps its id."""
    before = dict(organization(deployed.account).units)
    deployed.finish(deployed.assembly(changed("name: Sandbox", "name: Playground")))
    after = dict(organization(deployed.account).units)
    assert after.pop("/Playground") == before.pop("/Sandbox")
    assert after == before


def test_a_unit_taken_out_is_retained(deployed: Deployer) -> None:
    """One deploy takes a unit and its guardrail out, and moves its account where it belongs now."""
    before = organization(deployed.account)
    text = changed(SANDBOX, "").replace("unit: sandbox", "unit: security")
    output = deployed.finish(deployed.assembly(text))
    after = organization(deployed.account)
    assert (after.units, after.accounts) == (before.units, before.accounts)
    moved = dict(after.accounts)["aws+developer-sandbox@example.com"]
    assert parent_id(deployed.account, moved) == dict(after.units)["/Security"]
    gone = set(before.policies) - set(after.policies)
    assert {name for name, _ in gone} == {"baseline-sandbox-limits", "baseline-sandbox-regions"}
    assert re.search(r"ReadyAccounts\w* = 4$", output, re.MULTILINE)
    assert not re.search(r"LeftAccounts\w* = \S", output)


def test_a_unit_under_another_parent_is_refused(deployed: Deployer) -> None:
    """A moved key is refused with the reason; set back, a plain deploy finishes."""
    before = organization(deployed.account)
    text = changed(STAGING, "").replace("  - key: sandbox\n", f"{NESTED}  - key: sandbox\n")
    refused = deployed.deploy(deployed.assembly(text))
    assert refused.code != 0
    assert (
        "unit 'policy-staging': its parent changes from 'root' to 'workloads', "
        "but AWS cannot move a unit"
    ) in " ".join(refused.output.split())
    assert organization(deployed.account) == before
    deployed.finish(deployed.assembly(TRY))
    assert organization(deployed.account) == before


def with_other_role_path(assembly: Path, copy: Path) -> Path:
    """A copy of an assembly in which the role of the accounts setting must be replaced."""
    shutil.copytree(assembly, copy)
    file = copy / "Accounts.template.json"
    template = json.loads(file.read_text(encoding="utf-8"))
    [role] = [
        held
        for logical_id, held in template["Resources"].items()
        if logical_id.startswith("AccountsEnsuredRole")
    ]
    role["Properties"]["Path"] = "/baseline/settings/"
    file.write_text(json.dumps(template), encoding="utf-8")
    # The CLI uploads a template under its hash, and not again where that name is taken.
    assets = json.loads((copy / "Accounts.assets.json").read_text(encoding="utf-8"))
    [known] = [name for name, one in assets["files"].items() if one["source"]["path"] == file.name]
    for naming in (copy / "Accounts.assets.json", copy / "manifest.json"):
        text = naming.read_text(encoding="utf-8")
        assert known in text
        naming.write_text(text.replace(known, known[::-1]), encoding="utf-8")
    return copy


def roles(account: Account) -> list[tuple[str, int]]:
    """Path and number of attached policies of each role of the baseline's, sorted."""
    client = account.client("iam")
    return sorted(
        (
            one["Path"],
            len(client.list_attached_role_policies(RoleName=one["RoleName"])["AttachedPolicies"]),
        )
        for page in client.get_paginator("list_roles").paginate(PathPrefix="/baseline/")
        for one in page["Roles"]
    )


def test_a_replacement_leaves_nothing_behind(deployed: Deployer, tmp_path: Path) -> None:
    """A change that replaces a role deploys without a question, and the old role is gone."""
    before, kept = roles(deployed.account), organization(deployed.account)
    deployed.finish(with_other_role_path(deployed.assembly(TRY), tmp_path / "copy"))
    assert roles(deployed.account) == sorted([*before[1:], ("/baseline/settings/", 1)])
    assert organization(deployed.account) == kept


def test_a_replacement_that_failed_is_finished(deployed: Deployer, tmp_path: Path) -> None:
    """A replacement that fails half-way is finished by the next plain deploy."""
    before, kept = roles(deployed.account), organization(deployed.account)
    assembly = with_other_role_path(deployed.assembly(TRY), tmp_path / "copy")
    deployed.fault({"resource_type": "AWS::Lambda::Function"})
    assert deployed.deploy(assembly).code != 0
    assert deployed.struck() == [1]
    deployed.finish(assembly)
    assert roles(deployed.account) == sorted([*before[1:], ("/baseline/settings/", 1)])
    assert organization(deployed.account) == kept


def test_a_replacement_after_a_failed_create_needs_the_protection_off(
    management_account: Account, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """Only then the CLI deletes a stack, and AWS refuses that; with the documented step it ends.

    Nothing that existed is gone either way.
    """
    deployer = bootstrapped(management_account, tmp_path_factory, stacks=ORGANIZATION)
    assembly = deployer.assembly(TRY)
    deployer.fault({"resource_type": "Custom::BaselineAlternateContacts"})
    assert deployer.deploy(assembly).code != 0
    kept = organization(deployer.account)
    changed_assembly = with_other_role_path(assembly, tmp_path / "copy")
    refused = deployer.deploy(changed_assembly)
    assert refused.code != 0
    assert "TerminationProtection is enabled" in refused.output
    deployer.account.client("cloudformation").update_termination_protection(
        StackName="baseline-accounts", EnableTerminationProtection=False
    )
    deployer.finish(changed_assembly)
    assert organization(deployer.account) == kept
    (stack,) = deployer.account.client("cloudformation").describe_stacks(
        StackName="baseline-accounts"
    )["Stacks"]
    assert stack["EnableTerminationProtection"] is True
