"""What the Cost and Usage Report asks of its bucket, before ministack keeps the report.

Source: Cost and Usage Reports user guide, "Setting up an Amazon S3 bucket for Cost and Usage
Reports"; API reference, PutReportDefinition: how many reports, the form of a
name, and what artifacts need.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..calls import Call, Request, json_of
from ..refusal import refuse
from . import deliveries

OPERATIONS = ("ModifyReportDefinition", "PutReportDefinition")
_SERVICE = "billingreports.amazonaws.com"
_REPORTS = 5
_NAME = re.compile(r"[0-9A-Za-z!\-_.*'()]{1,256}")


def check(request: Request, call: Call, account: str) -> None:
    """Refuse a report that could not be delivered.

    Raises:
        RefusedError: for another region, or a bucket that is missing or lets nobody write.
    """
    report = json_of(request)["ReportDefinition"]
    if call.region != "us-east-1":
        raise refuse("ValidationException", f"Reports are not defined in {call.region}.")
    if call.operation == "PutReportDefinition":
        _check_number(report["ReportName"])
    _check_artifacts(report)
    bucket = report["S3Bucket"]
    if deliveries.bucket_region(bucket) != report["S3Region"]:
        raise refuse("ValidationException", f"Bucket {bucket} is not in {report['S3Region']}.")
    keys = {
        "aws:sourceaccount": account,
        "aws:sourcearn": f"arn:aws:cur:us-east-1:{account}:definition/{report['ReportName']}",
    }
    prefix = report["S3Prefix"].strip("/")
    accesses = {
        "s3:GetBucketAcl": "",
        "s3:GetBucketPolicy": "",
        "s3:PutObject": f"{prefix}/{report['ReportName']}/data",
    }
    if not deliveries.may(bucket, _SERVICE, accesses, keys):
        raise refuse(
            "ValidationException",
            f"Failed to verify customer bucket permission. accountId= {account}, bucket name: "
            f"{bucket}, bucket region: {report['S3Region']}",
        )
    if call.operation == "PutReportDefinition":
        deliveries.write_test_object(bucket, f"{prefix}/aws-programmatic-access-test-object")


def _check_number(name: str) -> None:
    from ministack.services import cur

    if not _NAME.fullmatch(name):
        raise refuse("ValidationException", f"ReportName {name} is not valid.")
    held = list(cur._report_definitions.keys())
    if name not in held and len(held) >= _REPORTS:
        raise refuse(
            "ReportLimitReachedException", f"The account has {_REPORTS} report definitions already."
        )


def _check_artifacts(report: Mapping[str, Any]) -> None:
    """Refuse formats and artifacts that exclude each other."""
    parquet = report["Format"] == "Parquet"
    if parquet != (report["Compression"] == "Parquet"):
        raise refuse("ValidationException", "Format and Compression are Parquet together or not.")
    artifacts = report.get("AdditionalArtifacts") or []
    if "ATHENA" in artifacts and (
        len(artifacts) > 1 or not parquet or report.get("ReportVersioning") != "OVERWRITE_REPORT"
    ):
        raise refuse(
            "ValidationException",
            "The artifact ATHENA needs Parquet and OVERWRITE_REPORT, and stands alone.",
        )
