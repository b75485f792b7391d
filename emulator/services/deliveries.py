"""What an AWS service asks of a bucket before it delivers there, and what it then writes.

Source: CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail"; AWS Data Exports user
guide and Cost and Usage Reports user guide, "Setting up an Amazon S3 bucket".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..authorisation.access import Access
from ..authorisation.policies import UnjudgeableError
from ..authorisation.services import lets


def bucket_region(bucket: str) -> str | None:
    """The region of a bucket, None when there is none of that name."""
    from ministack.services import s3

    held: dict[str, Any] = s3._buckets.get(bucket) or {}
    return str(held["region"]) if held else None


def may(
    bucket: str, service: str, accesses: Mapping[str, str], keys: Mapping[str, str | list[str]]
) -> bool:
    """Whether the bucket's policy lets a service do all it needs.

    Args:
        accesses: for each action the key of the object it is on, empty for the bucket itself.
        keys: the condition keys the service fills in.
    """
    from ministack.services import s3

    document = s3._bucket_policies.get(bucket)
    if not document:
        return False
    try:
        return all(
            lets(document, service, Access(action, _arn(bucket, key)), keys)
            for action, key in accesses.items()
        )
    except UnjudgeableError:
        return False


def key_state(arn: str) -> str:
    """The state of a KMS key by its ARN, empty when there is none."""
    from ministack.core.responses import request_scope
    from ministack.services import kms

    region, account = arn.split(":")[3:5]
    with request_scope(account, region):
        held: dict[str, Any] = kms._resolve_key(arn) or {}
    return str(held.get("KeyState", ""))


def write_test_object(bucket: str, key: str) -> None:
    """Leave what the service writes at creation, so that the bucket is not empty any more."""
    from ..cloudformation.types import clients

    clients.client("s3").put_object(Bucket=bucket, Key=key, Body=b"")


def _arn(bucket: str, key: str) -> str:
    return f"arn:aws:s3:::{bucket}/{key}" if key else f"arn:aws:s3:::{bucket}"
