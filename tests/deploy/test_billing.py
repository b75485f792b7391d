"""The billing stacks: deployed, read back, changed, failed and finished, with no other stack."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from boto3 import Session

from baseline.live.readback import read_back

from . import drift
from .conftest import Account, Emulator
from .deployments import TRY, Deployer, bootstrapped

REGION = "us-east-1"
STACKS = ("BillingStorage", "Billing")
ACCOUNT = "777788881111"
BUCKET = f"baseline-exports-{ACCOUNT}"


@dataclass(frozen=True)
class Deployed:
    """The billing stacks of the example, and a session of their account."""

    assembly: Path
    session: Session

    def findings(self) -> set[tuple[str, str, str]]:
        """Read the two stacks back: subject, check and status of everything."""
        return {
            (each.subject, each.check, each.status)
            for each in read_back(self.assembly, self.session)
            if each.subject.partition("/")[0] in STACKS
        }

    def not_ok(self) -> set[tuple[str, str, str]]:
        """What of them is not ok."""
        return {each for each in self.findings() if each[2] != "ok"}


@pytest.fixture(scope="module")
def deployed(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """Deploy the two stacks alone: they need nothing of the others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", emulator.endpoint)
        deployer = bootstrapped(Account(emulator, ACCOUNT, REGION), tmp_path_factory)
        assembly = deployer.assembly(TRY)
        deployer.finish(assembly, *STACKS)
        yield Deployed(assembly, Session(ACCOUNT, "test", region_name=REGION))


@pytest.fixture
def deployer(management_account: Account, tmp_path_factory: pytest.TempPathFactory) -> Deployer:
    """A fresh management account, bootstrapped."""
    return bootstrapped(management_account, tmp_path_factory)


def test_everything_is_found_again(deployed: Deployed) -> None:
    """Every property of bucket, exports, report and budget is found as its template says."""
    assert len(deployed.findings()) > 30
    assert deployed.not_ok() == set()


def test_home_elsewhere(
    management_account: Account,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With another home region the same stands in us-east-1, and is found from there."""
    home = "eu-west-1"
    text = TRY.replace("home_region: us-east-1", f"home_region: {home}")
    text = text.replace("allowed_regions:\n", f"allowed_regions:\n  - {home}\n")
    deployer = bootstrapped(management_account, tmp_path_factory, home)
    assembly = deployer.assembly(text)
    deployer.finish(assembly, *STACKS)
    monkeypatch.setenv("AWS_ENDPOINT_URL", management_account.emulator.endpoint)
    session = Session(management_account.id, "test", region_name=home)
    assert Deployed(assembly, session).not_ok() == set()
    account = deployer.account
    stacks = account.client("cloudformation", REGION).describe_stacks()["Stacks"]
    assert {"baseline-billing-storage", "baseline-billing"} <= {one["StackName"] for one in stacks}
    at_home = account.client("cloudformation", home).describe_stacks()["Stacks"]
    assert {one["StackName"] for one in at_home} == {"CDKToolkit"}


def _export(session: Session) -> str:
    return drift.physical_id(session, "billing", "DataExportsCur2", "AWS::BCMDataExports::Export")


def _with_description(description: str) -> Any:
    def arguments(session: Session) -> dict[str, Any]:
        client = session.client("bcm-data-exports")
        export = client.get_export(ExportArn=_export(session))["Export"]
        given = {key: each for key, each in export.items() if key != "ExportArn"}
        return {
            "ExportArn": _export(session),
            "Export": {**given, "Description": description},
        }

    return arguments


def _with_refresh(refresh: bool) -> Any:
    def arguments(session: Session) -> dict[str, Any]:
        (report,) = session.client("cur").describe_report_definitions()["ReportDefinitions"]
        given = {key: each for key, each in report.items() if key != "ReportStatus"}
        return {
            "ReportName": report["ReportName"],
            "ReportDefinition": {**given, "RefreshClosedReports": refresh},
        }

    return arguments


def _with_amount(amount: str) -> Any:
    def arguments(session: Session) -> dict[str, Any]:
        client = session.client("budgets")
        (budget,) = client.describe_budgets(AccountId=ACCOUNT)["Budgets"]
        kept = ("BudgetName", "BudgetType", "TimeUnit", "CostTypes")
        limit = {"BudgetLimit": {"Amount": amount, "Unit": "USD"}}
        return {
            "AccountId": ACCOUNT,
            "NewBudget": {**{key: budget[key] for key in kept}, **limit},
        }

    return arguments


def _subscriber(session: Session) -> dict[str, Any]:
    (budget,) = session.client("budgets").describe_budgets(AccountId=ACCOUNT)["Budgets"]
    return {
        "AccountId": ACCOUNT,
        "BudgetName": budget["BudgetName"],
        "Notification": {
            "NotificationType": "ACTUAL",
            "ComparisonOperator": "GREATER_THAN",
            "Threshold": 80,
            "ThresholdType": "PERCENTAGE",
        },
        "Subscriber": {"SubscriptionType": "EMAIL", "Address": "other@example.com"},
    }


DESCRIPTION = "Costs and usage by the hour, with the ids of resources (CUR 2.0)."
DRIFTS: dict[str, tuple[drift.Drift, tuple[str, str]]] = {
    "an export's description": (
        drift.calls(
            "bcm-data-exports",
            ("update_export", _with_description("another")),
            ("update_export", _with_description(DESCRIPTION)),
        ),
        ("Billing/DataExports/Cur2", "Export"),
    ),
    "a report's refresh": (
        drift.calls(
            "cur",
            ("modify_report_definition", _with_refresh(False)),
            ("modify_report_definition", _with_refresh(True)),
        ),
        ("Billing/CostAndUsageReport/Report", "RefreshClosedReports"),
    ),
    "a budget's amount": (
        drift.calls(
            "budgets",
            ("update_budget", _with_amount("9000")),
            ("update_budget", _with_amount("250")),
        ),
        ("Billing/MonthlyBudget/Budget", "Budget"),
    ),
    "a budget's subscribers": (
        drift.calls(
            "budgets", ("create_subscriber", _subscriber), ("delete_subscriber", _subscriber)
        ),
        ("Billing/MonthlyBudget/Budget", "NotificationsWithSubscribers"),
    ),
    "the bucket's versions": (
        drift.calls(
            "s3",
            (
                "put_bucket_versioning",
                {"Bucket": BUCKET, "VersioningConfiguration": {"Status": "Suspended"}},
            ),
            (
                "put_bucket_versioning",
                {"Bucket": BUCKET, "VersioningConfiguration": {"Status": "Enabled"}},
            ),
        ),
        ("BillingStorage/Exports/Bucket", "VersioningConfiguration"),
    ),
}


@pytest.mark.parametrize(("change", "expected"), DRIFTS.values(), ids=DRIFTS)
def test_a_change_is_seen(
    deployed: Deployed, change: drift.Drift, expected: tuple[str, str]
) -> None:
    """Exactly what somebody changed differs, and is ok again when it was put right."""
    with change(deployed.session):
        assert deployed.not_ok() == {(*expected, "differs")}
    assert deployed.not_ok() == set()


@pytest.mark.parametrize("stack", STACKS)
def test_a_stack_that_failed_at_its_last_resource_is_finished(
    deployer: Deployer, stack: str
) -> None:
    """After a failure at a stack's last resource a plain deploy finishes."""
    assembly = deployer.assembly(TRY)
    template = json.loads((assembly / f"{stack}.template.json").read_text(encoding="utf-8"))
    kinds = [resource["Type"] for resource in template["Resources"].values()]
    deployer.fault({"resource_type": kinds[-1], "skip": kinds.count(kinds[-1]) - 1})
    assert deployer.deploy(assembly, *STACKS).code != 0
    assert deployer.struck() == [1]
    deployer.finish(assembly, *STACKS)


def test_changes_of_the_budget_survive(deployer: Deployer) -> None:
    """Another amount keeps the budget; another subscriber makes one of a new name, and only it."""
    other = TRY.replace("finance@example.com", "controlling@example.com")
    names = []
    for text in (TRY, TRY.replace("monthly_usd: 250", "monthly_usd: 300"), other, TRY):
        deployer.finish(deployer.assembly(text), *STACKS)
        (name,) = _budgets(deployer.account)
        names.append(name)
    assert names[0] == names[1] == names[3]
    assert names[0] != names[2]


def _budgets(account: Account) -> list[str]:
    budgets = account.client("budgets").describe_budgets(AccountId=account.id)["Budgets"]
    return [budget["BudgetName"] for budget in budgets]
