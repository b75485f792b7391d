"""An organization, units and accounts that were there before the first deploy."""

from __future__ import annotations

import pytest

from .conftest import Account
from .deployments import TRY, bootstrapped, organization, parent_id, root_id

ADOPTING = TRY.replace(
    "    name: Workloads\n", "    name: Workloads\n    existing: true\n"
).replace("    name: Sandbox\n", "    name: Sandbox\n    existing: true\n")
WEBSHOP = "aws+webshop-production@example.com"


def test_what_existed_is_adopted(
    management_account: Account, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Organization, units and account stay the same; the unit is guarded, the account moved."""
    client = management_account.client("organizations")
    client.create_organization(FeatureSet="ALL")
    root = root_id(management_account)
    workloads, sandbox, legacy = (
        client.create_organizational_unit(ParentId=root, Name=name)["OrganizationalUnit"]["Id"]
        for name in ("Workloads", "Sandbox", "Legacy")
    )
    client.create_account(Email=WEBSHOP.upper(), AccountName="Shop of old")
    client.create_account(Email="someone@example.org", AccountName="Nobody configured this")
    before = organization(management_account)
    started = client.describe_organization()["Organization"]["Id"]
    deployer = bootstrapped(management_account, tmp_path_factory)
    deployer.finish(deployer.assembly(ADOPTING))
    after = organization(management_account)
    assert client.describe_organization()["Organization"]["Id"] == started
    assert before.ids() <= after.ids()
    assert {"/Workloads": workloads, "/Sandbox": sandbox, "/Legacy": legacy}.items() <= dict(
        after.units
    ).items()
    assert len(after.units) == 9
    emails = [email.lower() for email, _ in after.accounts]
    assert len(emails) == len(set(emails)) == 6
    [webshop] = [one for email, one in after.accounts if email.lower() == WEBSHOP]
    assert parent_id(management_account, webshop) == dict(after.units)["/Workloads/Production"]
    stranger = dict(after.accounts)["someone@example.org"]
    assert parent_id(management_account, stranger) == root
    targets = client.list_targets_for_policy(
        PolicyId=dict(after.policies)["baseline-workloads-regions"]
    )["Targets"]
    assert [target["TargetId"] for target in targets] == [workloads]
