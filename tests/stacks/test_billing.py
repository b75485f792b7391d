"""What AWS delivers about costs: where it stands, what replaces what, and where there is none."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from baseline.config import Config
from baseline.config.sections.billing import Billing, Budget, Report
from baseline.constructs.billing import cur_2, focus
from tests.assemblies import (
    BILLING,
    CONFIGURATIONS,
    STACKS,
    Assembly,
    assembly,
    synthesized,
)
from tests.config.files import small

CONFIGURED = pytest.mark.parametrize("name", CONFIGURATIONS)
BUDGET = "AWS::Budgets::Budget"
EXPORT = "AWS::BCMDataExports::Export"
REPORT = "AWS::CUR::ReportDefinition"


def _exports(made: Assembly) -> dict[str, dict[str, Any]]:
    resources = made.resources("Billing", EXPORT).values()
    return {
        each["Properties"]["Export"]["Name"]: each["Properties"]["Export"] for each in resources
    }


def _only(made: Assembly, kind: str) -> dict[str, Any]:
    found = [each for stack in BILLING for each in made.resources(stack).values()]
    (resource,) = (each for each in found if each["Type"] == kind)
    properties: dict[str, Any] = resource["Properties"]
    return properties


@functools.cache
def _with(billing: Billing, region: str = "eu-west-1") -> Assembly:
    config = Config.model_validate(small(home_region=region, allowed_regions=[region]))
    return synthesized(config.model_copy(update={"billing": billing}), nag=False)


@CONFIGURED
def test_the_bucket_stands_before_the_writers(name: str) -> None:
    """The first stack holds the bucket and its policy only, the second nothing that holds data."""
    made = assembly(name)
    types = {each["Type"] for each in made.resources("BillingStorage").values()}
    assert types == {"AWS::S3::Bucket", "AWS::S3::BucketPolicy"}
    assert {each["Type"] for each in made.resources("Billing").values()} <= {BUDGET, EXPORT, REPORT}


@CONFIGURED
def test_no_value_crosses_regions(name: str) -> None:
    """Neither stack looks a value up, which would be one of the home region."""
    for stack in BILLING:
        assert assembly(name).template(stack).get("Parameters", {}) == {}


@CONFIGURED
def test_everything_is_delivered_to_the_bucket(name: str) -> None:
    """Each writer names the bucket as it is named, and a place of its own in it."""
    made = assembly(name)
    bucket = _only(made, "AWS::S3::Bucket")["BucketName"]
    report = _only(made, REPORT)
    places = [
        export["DestinationConfigurations"]["S3Destination"] for export in _exports(made).values()
    ]
    assert {str(each["S3Bucket"]) for each in (report, *places)} == {str(bucket)}
    prefixes = [each["S3Prefix"] for each in (report, *places)]
    assert all(prefixes)
    assert len(set(prefixes)) == len(prefixes)


def test_who_may_deliver() -> None:
    """Only the two services, for this account and its reports; no plain HTTP, no access point."""
    policy = _only(assembly("try"), "AWS::S3::BucketPolicy")
    *denials, allow = policy["PolicyDocument"]["Statement"]
    for deny in denials:
        assert (deny["Effect"], deny["Principal"], deny["Action"]) == ("Deny", "*", "s3:*")
    assert [deny["Condition"] for deny in denials] == [
        {"Bool": {"aws:SecureTransport": "false"}},
        {"Null": {"s3:DataAccessPointArn": "false"}},
    ]
    services = ["billingreports.amazonaws.com", "bcm-data-exports.amazonaws.com"]
    assert allow["Principal"] == {"Service": services}
    assert allow["Action"] == ["s3:GetBucketAcl", "s3:GetBucketPolicy", "s3:PutObject"]
    condition = allow["Condition"]
    assert condition["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    assert [_written(each) for each in condition["ArnLike"]["aws:SourceArn"]] == [
        "arn:<AWS::Partition>:cur:us-east-1:<AWS::AccountId>:definition/*",
        "arn:<AWS::Partition>:bcm-data-exports:us-east-1:<AWS::AccountId>:export/*",
    ]


def _written(joined: dict[str, Any]) -> str:
    _, parts = joined["Fn::Join"]
    return "".join(each if isinstance(each, str) else f"<{each['Ref']}>" for each in parts)


def test_exports() -> None:
    """CUR 2.0 is always there, FOCUS where it is asked for, and each lists its columns."""
    assert set(_exports(assembly("default"))) == {"baseline-cur2"}
    exports = _exports(assembly("try"))
    assert set(exports) == {"baseline-cur2", "baseline-focus"}
    for name, table in (("baseline-cur2", cur_2), ("baseline-focus", focus)):
        query = exports[name]["DataQuery"]
        before, selected, source = query["QueryStatement"].partition(", ".join(table.COLUMNS))
        assert (before, source) == ("SELECT ", f" FROM {table.TABLE}")
        assert selected
        configuration = query["TableConfigurations"][table.TABLE]
        assert configuration.items() >= table.CONFIGURATION.items()


ADDED_BY = {
    "line_item_resource_id": "INCLUDE_RESOURCES",
    "split_line_item_": "INCLUDE_SPLIT_COST_ALLOCATION_DATA",
    "capacity_reservation_": "INCLUDE_CAPACITY_RESERVATION_DATA",
    "line_item_iam_principal": "INCLUDE_IAM_PRINCIPAL_DATA",
}
"""Which table configuration adds the columns that start so.

Source: AWS Data Exports user guide, table dictionary of CUR 2.0, read 2026-11-24.
"""


@pytest.mark.parametrize(("start", "configuration"), ADDED_BY.items(), ids=ADDED_BY.values())
def test_columns_fit_the_configuration(start: str, configuration: str) -> None:
    """A column that a configuration adds is selected exactly when that is switched on."""
    selected = any(each.startswith(start) for each in cur_2.COLUMNS)
    assert selected == (cur_2.CONFIGURATION.get(configuration) == "TRUE")


@pytest.mark.parametrize("table", [cur_2, focus], ids=["cur2", "focus"])
def test_columns_stand_once(table: Any) -> None:
    """No column is selected twice."""
    assert len(set(table.COLUMNS)) == len(table.COLUMNS)


FIXED: dict[str, dict[str, Any]] = {
    EXPORT: {"/properties/Export/RefreshCadence": {"Frequency": "SYNCHRONOUS"}},
    REPORT: {
        "/properties/AdditionalSchemaElements": ["RESOURCES"],
        "/properties/BillingViewArn": None,
        "/properties/ReportVersioning": "OVERWRITE_REPORT",
        "/properties/TimeUnit": "HOURLY",
    },
}
"""What only a replacement can change, besides the name."""
NAMES = {EXPORT: "/properties/Export/Name", REPORT: "/properties/ReportName"}


@pytest.mark.parametrize("kind", FIXED)
def test_a_replacement_would_collide_by_name(kind: str) -> None:
    """What only a replacement can change is the same in every configuration, but for the name.

    AWS refuses a second report or export of a name, so a change of these values needs a new name.
    """
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    assert set(schema["createOnlyProperties"]) == {NAMES[kind], *FIXED[kind]}
    for name in CONFIGURATIONS:
        for resource in assembly(name).resources("Billing", kind).values():
            for pointer, value in FIXED[kind].items():
                assert _at(resource["Properties"], pointer) == value


def _at(properties: Any, pointer: str) -> Any:
    for part in pointer.split("/")[2:]:
        properties = properties.get(part)
    return properties


def test_report_name() -> None:
    """The report is called as configured, or by the prefix."""
    names = {name: _only(assembly(name), REPORT)["ReportName"] for name in CONFIGURATIONS}
    assert names == {"default": "baseline-cur", "try": "baseline-cur", "eu": "nordwind-costs"}


def test_what_is_switched_off_is_not_there() -> None:
    """Without report and budget only the export of CUR 2.0 is left."""
    made = _with(Billing(report=Report(enabled=False), budget=None))
    assert {each["Type"] for each in made.resources("Billing").values()} == {EXPORT}
    assert not assembly("eu").resources("Billing", BUDGET)


def test_report_alone_in_china() -> None:
    """China has the report only, in its own region of billing."""
    made = _with(Billing(), "cn-north-1")
    assert {each["Type"] for each in made.resources("Billing").values()} == {REPORT}
    for stack in BILLING:
        assert made.artifact(stack)["environment"].endswith("/cn-northwest-1")


@pytest.mark.parametrize(
    ("billing", "region"),
    [
        (Billing(), "us-gov-west-1"),
        (Billing(report=Report(enabled=False), budget=Budget()), "cn-north-1"),
    ],
    ids=["govcloud", "china-without-report"],
)
def test_no_stack_where_nothing_is_delivered(billing: Billing, region: str) -> None:
    """Where there is nothing to deliver, neither stack exists, which could not be deployed."""
    stacks = {
        path.name.partition(".")[0]
        for path in _with(billing, region).folder.glob("*.template.json")
    }
    assert stacks == set(STACKS) - set(BILLING)
