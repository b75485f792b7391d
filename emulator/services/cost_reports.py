"""What the Cost and Usage Report asks of its bucket, before ministack keeps the report.

Source: Cost and Usage Reports user guide, "Setting up an Amazon S3 bucket for Cost and Usage
Reports"; API reference, PutReportDefinition.
"""

from __future__ import annotations

from ..calls import Call, Request, json_of
from ..refusal import refuse
from . import deliveries

OPERATIONS = ("ModifyReportDefinition", "PutReportDefinition")
_SERVICE = "billingreports.amazonaws.com"


def check(request: Request, call: Call, account: str) -> None:
    """Refuse a report that could not be delivered.

    Raises:
        RefusedError: for another region, or a bucket that is missing or lets nobody write.
    """
    report = json_of(request)["ReportDefinition"]
    if call.region != "us-east-1":
        raise refuse("ValidationException", f"Reports are not defined in {call.region}.")
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
