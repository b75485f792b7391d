"""What CloudTrail asks of everything around a trail, and the insights ministack lacks.

Source: CloudTrail API reference, CreateTrail, UpdateTrail and PutInsightSelectors; user guide,
"Prepare for creating a trail for your organization", "Amazon S3 bucket policy for CloudTrail",
"Configure AWS KMS key policies for CloudTrail", "Role policy document for CloudTrail".
"""

from __future__ import annotations

import re
from typing import Any

from .. import organizations
from ..authorisation import state
from ..authorisation.access import Access
from ..authorisation.policies import UnjudgeableError
from ..authorisation.services import lets
from ..calls import Call, Request, json_of
from ..refusal import Response, refuse
from . import deliveries
from .json_answer import aws_json
from .log_delivery import check_log_delivery

CHECKED = ("CreateTrail", "UpdateTrail")
INSIGHTS = ("GetInsightSelectors", "PutInsightSelectors")
_SERVICE = "cloudtrail.amazonaws.com"
_SERVICE_LINKED_ROLE = "AWSServiceRoleForCloudTrail"
_INSIGHT_TYPES = ("ApiCallRateInsight", "ApiErrorRateInsight")

# Source: CloudTrail API reference, CreateTrail, parameter Name; user guide, quotas: trails in a
# region.
_NAME = re.compile(r"(?=.{3,128}$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_TRAILS = 5

_INSIGHTS: dict[str, list[dict[str, str]]] = {}


def install() -> None:
    """Let CreateTrail keep tags and what it is told of CloudWatch Logs, which ministack drops."""
    from ministack.services import cloudtrail

    create, update = cloudtrail._DISPATCH["CreateTrail"], cloudtrail._DISPATCH["UpdateTrail"]

    def complete(body: dict[str, Any]) -> Any:
        answered = create(body)
        kept = {
            name: body[name]
            for name in ("CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn")
            if body.get(name)
        }
        if answered[0] == 200 and kept:
            update({"Name": body["Name"], **kept})
        if answered[0] == 200 and body.get("TagsList"):
            arn = cloudtrail._trails[body["Name"]]["TrailARN"]
            cloudtrail._DISPATCH["AddTags"]({"ResourceId": arn, "TagsList": body["TagsList"]})
        return answered

    cloudtrail._DISPATCH["CreateTrail"] = complete


def check(request: Request, call: Call, account: str) -> None:
    """Refuse a trail that could not deliver, in the words CloudTrail uses.

    Raises:
        RefusedError: for the first thing that is missing.
    """
    given = json_of(request)
    name, held = _held(given.get("Name"))
    wanted = {**held, **given}
    arn = f"arn:aws:cloudtrail:{call.region}:{account}:trail/{name}"
    if call.operation == "CreateTrail":
        _check_new(name)
    organization = wanted.get("IsOrganizationTrail")
    if organization:
        _check_organization(account)
    organization_id = organizations.organization_id(account) if organization else ""
    _check_bucket(wanted, arn, account, organization_id)
    if wanted.get("KmsKeyId"):
        _check_key(str(wanted["KmsKeyId"]), str(wanted["S3BucketName"]), arn, account, call.region)
    check_log_delivery(wanted, account, call.region, organization_id)
    if call.operation == "CreateTrail":
        prefix = f"{wanted['S3KeyPrefix']}/" if wanted.get("S3KeyPrefix") else ""
        owner = organization_id or account
        deliveries.write_test_object(str(wanted["S3BucketName"]), f"{prefix}AWSLogs/{owner}/")


def insights(request: Request, call: Call, account: str) -> Response:
    """Answer the two calls on insight selectors.

    Raises:
        RefusedError: for a trail that is not there, or one without insights.
    """
    given = json_of(request)
    name, held = _held(given.get("TrailName"))
    if not held:
        raise refuse("TrailNotFoundException", f"Unknown trail: {name} for the user: {account}")
    arn = str(held["TrailARN"])
    if call.operation == "PutInsightSelectors":
        wanted = given.get("InsightSelectors", [])
        if any(each.get("InsightType") not in _INSIGHT_TYPES for each in wanted):
            raise refuse(
                "InvalidInsightSelectorsException",
                f"An insight type is one of {', '.join(_INSIGHT_TYPES)}.",
            )
        _INSIGHTS[arn] = wanted
        held["HasInsightSelectors"] = bool(_INSIGHTS[arn])
    elif not _INSIGHTS.get(arn):
        raise refuse("InsightNotEnabledException", f"Trail {name} does not have Insights enabled.")
    document = {"TrailARN": arn, "InsightSelectors": _INSIGHTS[arn]}
    return aws_json(document)


def _held(named: object) -> tuple[str, dict[str, Any]]:
    """The name in a trail's name or ARN, and the trail, empty when there is none."""
    from ministack.services import cloudtrail

    name = str(named or "").rpartition("/")[2]
    return name, cloudtrail._trails.get(name) or {}


def _check_new(name: str) -> None:
    from ministack.services import cloudtrail

    if not _NAME.fullmatch(name):
        raise refuse("InvalidTrailNameException", f"Trail name {name} is not valid.")
    if name not in cloudtrail._trails and len(list(cloudtrail._trails.keys())) >= _TRAILS:
        raise refuse(
            "MaximumNumberOfTrailsExceededException",
            f"The account has {_TRAILS} trails in this region already.",
        )


def _check_organization(account: str) -> None:
    if organizations.management_account(account) != account:
        raise refuse(
            "NotOrganizationMasterAccountException",
            "The caller is not the management account of an organization.",
        )
    if not organizations.has_service_access(account, _SERVICE):
        raise refuse(
            "CloudTrailAccessNotEnabledException",
            "CloudTrail is not a trusted service in the organization.",
        )
    if state.iam_entity("role", _SERVICE_LINKED_ROLE, account) is None:
        raise refuse(
            "InsufficientDependencyServiceAccessPermissionException",
            f"The service-linked role {_SERVICE_LINKED_ROLE} does not exist.",
        )


def _check_bucket(wanted: dict[str, Any], arn: str, account: str, organization_id: str) -> None:
    bucket, prefix = str(wanted.get("S3BucketName", "")), str(wanted.get("S3KeyPrefix") or "")
    if deliveries.bucket_region(bucket) is None:
        raise refuse("S3BucketDoesNotExistException", f"S3 bucket {bucket} does not exist!")
    keys: dict[str, str | list[str]] = {
        "aws:sourcearn": arn,
        "aws:sourceaccount": account,
        "s3:x-amz-acl": "bucket-owner-full-control",
    }
    start = f"{prefix}/AWSLogs" if prefix else "AWSLogs"
    owners = [account, *([organization_id] if organization_id else [])]
    for owner in owners:
        accesses = {"s3:GetBucketAcl": "", "s3:PutObject": f"{start}/{owner}/CloudTrail/x"}
        if not deliveries.may(bucket, _SERVICE, accesses, keys):
            raise refuse(
                "InsufficientS3BucketPolicyException",
                f"Incorrect S3 bucket policy is detected for bucket: {bucket}",
            )


def _check_key(key: str, bucket: str, arn: str, account: str, region: str) -> None:
    found = state.resource_policy("kms", state.key_arn(key, account, region), account, region)
    if found is None:
        raise refuse("KmsKeyNotFoundException", f"KMS key {key} does not exist.")
    keys: dict[str, str | list[str]] = {
        "aws:sourcearn": arn,
        "aws:sourceaccount": account,
        "kms:encryptioncontext:aws:cloudtrail:arn": arn,
        "kms:encryptioncontextkeys": ["aws:cloudtrail:arn"],
    }
    resource = state.key_arn(key, account, region)
    if resource.split(":")[3] != deliveries.bucket_region(bucket):
        raise refuse("KmsKeyNotFoundException", f"KMS key {key} is not in the bucket's region.")
    if deliveries.key_state(resource) != "Enabled":
        raise refuse("KmsException", f"KMS key {key} is not enabled.")
    try:
        enough = lets(found[0], _SERVICE, Access("kms:GenerateDataKey", resource), keys) and lets(
            found[0], _SERVICE, Access("kms:DescribeKey", resource), keys
        )
    except UnjudgeableError:
        enough = False
    if not enough:
        raise refuse(
            "InsufficientEncryptionPolicyException",
            f"Insufficient permissions to access S3 bucket or KMS key {key}.",
        )
