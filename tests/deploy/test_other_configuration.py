"""Other companies: what is only data in the configuration deploys too."""

from __future__ import annotations

from pathlib import Path

import pytest
from boto3 import Session

from baseline.config import Config, load
from baseline.live.readback import read_back
from tests.assemblies import ROOT

from .conftest import Account
from .deployments import TRY, bootstrapped, organization, parent_id

CHANGED = (
    TRY.replace("us-east-1", "eu-west-1")
    .replace("us-west-2", "eu-central-1")
    .replace("key: infrastructure\n    name: Infrastructure", "key: platform\n    name: Platform")
    .replace("unit: infrastructure", "unit: platform")
    .replace("  - key: sandbox\n", "  - key: research\n    name: Research\n  - key: sandbox\n")
    .replace(
        "\ncontacts:",
        "  - name: research-lab\n    email: aws+research-lab@example.com\n    unit: research\n"
        "  - name: webshop-test\n    email: aws+webshop-test@example.com\n"
        "    unit: non-production\n\ncontacts:",
    )
)
SWITCHED = TRY.replace(
    "trail:\n  emails:\n    - security@example.com\n",
    "trail:\n  cloudwatch_logs: false\n  insights: true\n"
    "log_archive:\n  object_lock:\n    mode: governance\n    days: 30\n"
    "access:\n  analyzer: existing\n  groups: [administrators]\n",
).replace("focus: true\n  budget:\n", "focus: false\n  budget:\n")
EU = (ROOT / "examples" / "eu.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "units", "accounts"),
    [pytest.param(EU, 10, 6, id="eu.yaml"), pytest.param(CHANGED, 9, 6, id="changed try.yaml")],
)
def test_another_configuration_deploys(
    management_account: Account,
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    text: str,
    units: int,
    accounts: int,
) -> None:
    """Another region, tree and list of accounts deploys, with accounts up to the limit."""
    file = tmp_path / "other.yaml"
    file.write_text(text, encoding="utf-8")
    config = load(file)
    assert (len(config.placed_units()), len(config.accounts)) == (units, accounts)
    assert config.home_region == "eu-west-1"
    deployer = bootstrapped(management_account, tmp_path_factory, "eu-west-1")
    assembly = deployer.assembly(text)
    deployer.finish(assembly)
    require_configured(deployer.account, config)
    require_found_again(deployer.account, assembly)


def test_what_is_switched_otherwise_deploys(
    management_account: Account, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No delivery to CloudWatch Logs, insights, Object Lock, one group, no analyzer, no FOCUS."""
    assert SWITCHED.count("object_lock") == SWITCHED.count("focus: false") == 1
    deployer = bootstrapped(management_account, tmp_path_factory)
    assembly = deployer.assembly(SWITCHED)
    deployer.finish(assembly)
    require_found_again(deployer.account, assembly)


def test_plain_deploys_go_on_with_pending_accounts(
    management_account: Account, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The same deploy again makes the accounts that waited, contacts and all, then nothing."""
    text = f"new_accounts_per_deploy: 2\n{TRY}"
    deployer = bootstrapped(management_account, tmp_path_factory)
    made = []
    for _ in range(3):
        assembly = deployer.assembly(text)
        output = deployer.finish(assembly)
        made.append(len(organization(deployer.account).accounts) - 1)
    assert made == [2, 4, 4]
    assert output.count("(no changes)") == output.count("deploying...")
    require_found_again(deployer.account, assembly)


def require_found_again(account: Account, assembly: Path) -> None:
    """Require every property of every stack to be read back as its template says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", account.emulator.endpoint)
        findings = read_back(assembly, Session(account.id, "test", region_name=account.region))
    assert len(findings) > 500
    assert [finding for finding in findings if finding.status != "ok"] == []


def require_configured(account: Account, config: Config) -> None:
    """Require exactly the units of a configuration, and its accounts in them up to the limit."""
    found = organization(account)
    paths = {placed.unit.key: f"/{placed.path}" for placed in config.placed_units()}
    assert {path for path, _ in found.units} == set(paths.values())
    made = config.accounts[: config.new_accounts_per_deploy]
    assert {one.email for one in made} <= {email for email, _ in found.accounts}
    assert len(found.accounts) == len(made) + 1
    where = {one.email: parent_id(account, dict(found.accounts)[one.email]) for one in made}
    assert where == {one.email: dict(found.units)[paths[one.unit]] for one in made}
