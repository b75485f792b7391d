"""CreateTrail is refused for each part that is missing, in the words of CloudTrail."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from botocore.exceptions import ClientError

from ..conftest import Account
from .trail_parts import SERVICE, Parts

_NUMBERS = count(1)


@pytest.fixture
def parts(management_account: Account) -> Parts:
    """An organization, and the names of what its trail needs."""
    made = management_account.client("organizations").create_organization(FeatureSet="ALL")
    name = f"checked-trail-{management_account.id}-{next(_NUMBERS)}"
    return Parts(management_account, made["Organization"]["Id"], "checked", name, "/checked/trail")


def test_a_complete_trail_is_made_and_writes_to_its_bucket(parts: Parts) -> None:
    """With every part there the trail is made, and its bucket is not empty any more."""
    key = parts.make_all()
    parts.account.client("cloudtrail").create_trail(
        **parts.settings(key), TagsList=[{"Key": "a", "Value": "b"}]
    )
    trail = parts.account.client("cloudtrail").get_trail(Name=parts.trail)["Trail"]
    assert trail["CloudWatchLogsLogGroupArn"] == parts.group_arn
    assert trail["CloudWatchLogsRoleArn"] == parts.role_arn
    tags = parts.account.client("cloudtrail").list_tags(ResourceIdList=[trail["TrailARN"]])
    assert tags["ResourceTagList"][0]["TagsList"] == [{"Key": "a", "Value": "b"}]
    with pytest.raises(ClientError, match="BucketNotEmpty"):
        parts.account.client("s3").delete_bucket(Bucket=parts.bucket)


def _no_trust(parts: Parts) -> None:
    parts.account.client("organizations").disable_aws_service_access(ServicePrincipal=SERVICE)


def _no_statement(number: int) -> Callable[[Parts], None]:
    def leave_out(parts: Parts) -> None:
        statements = parts.bucket_statements()
        del statements[number]
        parts.allow_bucket(statements)

    return leave_out


def _another_trail(parts: Parts) -> None:
    other = Parts(parts.account, parts.organization, "other", parts.bucket, parts.group)
    parts.allow_bucket(other.bucket_statements())


def _no_group(parts: Parts) -> None:
    parts.account.client("logs").delete_log_group(logGroupName=parts.group)


def _no_streams_of_members(parts: Parts) -> None:
    _remove_role(parts)
    parts.make_role([parts.account.id])


def _for_the_trail_alone(parts: Parts) -> None:
    _remove_role(parts)
    parts.make_role(
        [parts.account.id, parts.organization],
        StringEquals={"aws:SourceArn": parts.trail_arn},
    )


def _remove_role(parts: Parts) -> None:
    iam = parts.account.client("iam")
    iam.delete_role_policy(RoleName="trail-to-logs", PolicyName="write")
    iam.delete_role(RoleName="trail-to-logs")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_no_trust, "CloudTrailAccessNotEnabledException"),
        (_no_statement(0), "InsufficientS3BucketPolicyException"),
        (_no_statement(1), "InsufficientS3BucketPolicyException"),
        (_no_statement(2), "InsufficientS3BucketPolicyException"),
        (_another_trail, "InsufficientS3BucketPolicyException"),
        (_no_group, "InvalidCloudWatchLogsLogGroupArnException"),
        (_no_streams_of_members, "InvalidCloudWatchLogsRoleArnException"),
        (_for_the_trail_alone, "InvalidCloudWatchLogsRoleArnException"),
    ],
    ids=["trust", "acl", "own", "organization", "other trail", "group", "streams", "source"],
)
def test_a_missing_part_is_named(parts: Parts, spoil: Callable[[Parts], None], code: str) -> None:
    """Each part that is missing has its own error."""
    key = parts.make_all()
    spoil(parts)
    _refused(parts, key, code)


def test_a_key_that_cloudtrail_cannot_use_is_refused(parts: Parts) -> None:
    """A key without CloudTrail in its policy, and one that is not there, have their errors."""
    parts.make_all()
    locked = parts.make_key([parts.account.id], for_the_trail=False)
    _refused(parts, locked, "InsufficientEncryptionPolicyException")
    absent = f"{locked.rpartition('/')[0]}/00000000-0000-4000-8000-000000000000"
    _refused(parts, absent, "KmsKeyNotFoundException")


def test_the_service_linked_role_is_needed(parts: Parts) -> None:
    """Trusted access alone is not enough."""
    parts.account.client("organizations").enable_aws_service_access(ServicePrincipal=SERVICE)
    _refused(parts, "", "InsufficientDependencyServiceAccessPermissionException")


def test_a_bucket_is_needed(parts: Parts) -> None:
    """A bucket that does not exist is refused before its policy is asked."""
    parts.trust()
    _refused(parts, "", "S3BucketDoesNotExistException")


def _refused(parts: Parts, key: str, code: str) -> None:
    with pytest.raises(ClientError) as raised:
        parts.account.client("cloudtrail").create_trail(**parts.settings(key))
    assert raised.value.response["Error"]["Code"] == code
