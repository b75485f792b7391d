"""AWS Data Exports, which ministack does not know.

Source: AWS Data Exports API reference, CreateExport and its neighbours; user guide, "Setting up
an Amazon S3 bucket for data exports" and "Table dictionary".
"""

from __future__ import annotations

import uuid
from typing import Any

from ..calls import Call, Request, json_of
from ..refusal import Response, refuse
from . import deliveries
from .export_tables import check_query
from .json_answer import aws_json

_SERVICE = "bcm-data-exports.amazonaws.com"
_HELD: dict[str, dict[str, dict[str, Any]]] = {}


def answer(request: Request, call: Call, account: str) -> Response:
    """Answer one of the calls on exports and their tags.

    Raises:
        RefusedError: as the service refuses.
    """
    held = _HELD.setdefault(account, {})
    given = json_of(request)
    if call.region != "us-east-1":
        raise refuse("ValidationException", f"Data Exports does not answer in {call.region}.")
    match call.operation:
        case "CreateExport":
            return _create(held, given, account)
        case "GetExport":
            return aws_json(_shown(_known(held, given["ExportArn"])))
        case "ListExports":
            exports = [
                {"ExportArn": arn, "ExportName": each["Export"]["Name"]}
                for arn, each in held.items()
            ]
            return aws_json({"Exports": exports})
        case "UpdateExport":
            export = _known(held, given["ExportArn"])
            if given["Export"]["Name"] != export["Export"]["Name"]:
                raise refuse("ValidationException", "The name of an export cannot be changed.")
            _check(given["Export"], account)
            export["Export"] = {**given["Export"], "ExportArn": given["ExportArn"]}
            return aws_json({"ExportArn": given["ExportArn"]})
        case "DeleteExport":
            _known(held, given["ExportArn"])
            del held[given["ExportArn"]]
            return aws_json({"ExportArn": given["ExportArn"]})
        case "ListTagsForResource":
            tags = _known(held, given["ResourceArn"])["Tags"]
            return aws_json(
                {"ResourceTags": [{"Key": key, "Value": tags[key]} for key in sorted(tags)]}
            )
        case "TagResource":
            tags = {tag["Key"]: tag["Value"] for tag in given["ResourceTags"]}
            _known(held, given["ResourceArn"])["Tags"].update(tags)
            return aws_json({})
        case "UntagResource":
            for key in given["ResourceTagKeys"]:
                _known(held, given["ResourceArn"])["Tags"].pop(key, None)
            return aws_json({})
    raise refuse("ValidationException", f"The emulator does not know {call.operation}")


def _create(held: dict[str, dict[str, Any]], given: dict[str, Any], account: str) -> Response:
    export = given["Export"]
    if any(each["Export"]["Name"] == export["Name"] for each in held.values()):
        raise refuse("ValidationException", f"Export name {export['Name']} already exists.")
    destination = _check(export, account)
    arn = f"arn:aws:bcm-data-exports:us-east-1:{account}:export/{export['Name']}-{uuid.uuid4()}"
    tags = {tag["Key"]: tag["Value"] for tag in given.get("ResourceTags") or []}
    held[arn] = {"Export": {**export, "ExportArn": arn}, "Tags": tags}
    prefix = destination["S3Prefix"].strip("/")
    deliveries.write_test_object(destination["S3Bucket"], f"{prefix}/{export['Name']}/test")
    return aws_json({"ExportArn": arn})


def _check(export: dict[str, Any], account: str) -> dict[str, Any]:
    """Refuse a query that does not fit its table, and a bucket that lets nobody write."""
    query = export["DataQuery"]
    check_query(query["QueryStatement"], query.get("TableConfigurations") or {})
    destination: dict[str, Any] = export["DestinationConfigurations"]["S3Destination"]
    bucket, region = destination["S3Bucket"], deliveries.bucket_region(destination["S3Bucket"])
    if region is None or region != destination["S3Region"]:
        raise refuse("ValidationException", f"S3 bucket {bucket} is not in the given region.")
    name = export["Name"]
    arn = f"arn:aws:bcm-data-exports:us-east-1:{account}:export/{name}-{uuid.uuid4()}"
    keys = {
        "aws:sourceaccount": account,
        "aws:sourcearn": arn,
    }
    key = f"{destination['S3Prefix'].strip('/')}/{name}/data"
    accesses = {"s3:PutObject": key, "s3:GetBucketPolicy": ""}
    if not deliveries.may(bucket, _SERVICE, accesses, keys):
        raise refuse(
            "ValidationException", f"S3 bucket permission validation failed for bucket {bucket}."
        )
    return destination


def _known(held: dict[str, dict[str, Any]], arn: str) -> dict[str, Any]:
    if arn not in held:
        raise refuse("ResourceNotFoundException", f"Export {arn} not found.", status=404)
    return held[arn]


def _shown(export: dict[str, Any]) -> dict[str, Any]:
    return {"Export": export["Export"], "ExportStatus": {"StatusCode": "HEALTHY"}}
