"""Cost reports, data exports and budgets are refused as AWS refuses them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account

EXPORT = "arn:aws:bcm-data-exports:us-east-1:{account}:export/*"
REPORT = "arn:aws:cur:us-east-1:{account}:definition/*"


@pytest.fixture
def bucket(management_account: Account) -> str:
    """A bucket that lets both services write for this account."""
    name = f"costs-{management_account.id}"
    management_account.client("s3").create_bucket(Bucket=name)
    _allow(management_account, name, management_account.id)
    return name


def _allow(account: Account, bucket: str, source: str) -> None:
    statement = {
        "Effect": "Allow",
        "Principal": {
            "Service": ["billingreports.amazonaws.com", "bcm-data-exports.amazonaws.com"]
        },
        "Action": ["s3:PutObject", "s3:GetBucketAcl", "s3:GetBucketPolicy"],
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
        "Condition": {
            "StringEquals": {"aws:SourceAccount": source},
            "StringLike": {
                "aws:SourceArn": [each.format(account=source) for each in (EXPORT, REPORT)]
            },
        },
    }
    document = {"Version": "2012-10-17", "Statement": [statement]}
    account.client("s3").put_bucket_policy(Bucket=bucket, Policy=json.dumps(document))


def export(bucket: str, columns: str = "line_item_usage_amount", **table: str) -> dict[str, Any]:
    """An export of the cost and usage table."""
    return {
        "Name": "costs",
        "DataQuery": {
            "QueryStatement": f"SELECT {columns} FROM COST_AND_USAGE_REPORT",  # noqa: S608
            "TableConfigurations": {"COST_AND_USAGE_REPORT": table},
        },
        "DestinationConfigurations": {
            "S3Destination": {
                "S3Bucket": bucket,
                "S3Prefix": "cur2",
                "S3Region": "us-east-1",
                "S3OutputConfigurations": {
                    "Format": "PARQUET",
                    "Compression": "PARQUET",
                    "OutputType": "CUSTOM",
                    "Overwrite": "OVERWRITE_REPORT",
                },
            }
        },
        "RefreshCadence": {"Frequency": "SYNCHRONOUS"},
    }


def report(bucket: str) -> dict[str, Any]:
    """A legacy report."""
    return {
        "ReportName": "report",
        "TimeUnit": "HOURLY",
        "Format": "Parquet",
        "Compression": "Parquet",
        "AdditionalSchemaElements": ["RESOURCES"],
        "S3Bucket": bucket,
        "S3Prefix": "cur",
        "S3Region": "us-east-1",
        "RefreshClosedReports": True,
        "ReportVersioning": "OVERWRITE_REPORT",
    }


def test_an_export_is_kept_and_writes_to_its_bucket(
    management_account: Account, bucket: str
) -> None:
    """A good export is read back, tagged, changed, and leaves an object in the bucket."""
    client = management_account.client("bcm-data-exports")
    tags = [{"Key": "a", "Value": "b"}]
    arn = client.create_export(Export=export(bucket), ResourceTags=tags)["ExportArn"]
    assert client.get_export(ExportArn=arn)["Export"]["DataQuery"] == export(bucket)["DataQuery"]
    assert client.list_tags_for_resource(ResourceArn=arn)["ResourceTags"] == tags
    assert [each["ExportArn"] for each in client.list_exports()["Exports"]] == [arn]
    held = management_account.client("s3").list_objects_v2(Bucket=bucket)
    assert held["KeyCount"] == 1
    client.delete_export(ExportArn=arn)
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.get_export(ExportArn=arn)


@pytest.mark.parametrize(
    ("columns", "table", "message"),
    [
        ("line_item_resource_id", {}, "line_item_resource_id are not a subset"),
        ("line_item_resource_id", {"INCLUDE_RESOURCES": "FALSE"}, "not a subset of the table"),
        ("*", {}, "are not a subset of the table"),
    ],
    ids=["unset", "off", "star"],
)
def test_columns_must_fit_the_table(
    management_account: Account, bucket: str, columns: str, table: dict[str, str], message: str
) -> None:
    """A column that the table has only with a setting is refused without it."""
    client = management_account.client("bcm-data-exports")
    with pytest.raises(ClientError, match=message):
        client.create_export(Export=export(bucket, columns, **table))


def test_a_name_is_taken_once(management_account: Account, bucket: str) -> None:
    """A second export of the same name is refused."""
    client = management_account.client("bcm-data-exports")
    client.create_export(Export=export(bucket))
    with pytest.raises(ClientError, match="already exists"):
        client.create_export(Export=export(bucket))


def test_the_bucket_must_let_the_service_in(management_account: Account, bucket: str) -> None:
    """A bucket bound to another account is refused by both services."""
    _allow(management_account, bucket, "999988887777")
    with pytest.raises(ClientError, match="permission validation failed"):
        management_account.client("bcm-data-exports").create_export(Export=export(bucket))
    with pytest.raises(ClientError, match="Failed to verify customer bucket permission"):
        management_account.client("cur").put_report_definition(ReportDefinition=report(bucket))


def test_billing_answers_in_us_east_1(management_account: Account, bucket: str) -> None:
    """Neither service answers in another region."""
    elsewhere = "eu-west-1"
    with pytest.raises(ClientError, match="does not answer in eu-west-1"):
        management_account.client("bcm-data-exports", elsewhere).create_export(
            Export=export(bucket)
        )
    with pytest.raises(ClientError, match="not defined in eu-west-1"):
        management_account.client("cur", elsewhere).put_report_definition(
            ReportDefinition=report(bucket)
        )


def test_a_report_is_kept_and_writes_to_its_bucket(
    management_account: Account, bucket: str
) -> None:
    """A good report is read back, and its bucket is not empty any more."""
    client = management_account.client("cur")
    client.put_report_definition(ReportDefinition=report(bucket))
    assert client.describe_report_definitions()["ReportDefinitions"] == [report(bucket)]
    with pytest.raises(ClientError, match="BucketNotEmpty"):
        management_account.client("s3").delete_bucket(Bucket=bucket)
