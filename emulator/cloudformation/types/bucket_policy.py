"""AWS::S3::BucketPolicy, known by its bucket's name.

Source: CloudFormation resource specification, primary identifier; Amazon S3 API reference.
"""

from __future__ import annotations

import json
from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]


def create(_logical_id: str, properties: dict[str, Any], _stack: str) -> Made:
    """Put the policy."""
    bucket, document = properties["Bucket"], properties["PolicyDocument"]
    text = document if isinstance(document, str) else json.dumps(document)
    clients.create(clients.client("s3").put_bucket_policy, Bucket=bucket, Policy=text)
    return bucket, {}


def update(_bucket: str, _old: dict[str, Any], new: dict[str, Any], stack: str) -> Made:
    """Put the new policy in the place of the old one."""
    return create("", new, stack)


def delete(bucket: str, _properties: dict[str, Any]) -> None:
    """Delete the policy; without its bucket it is gone already."""
    clients.quiet(clients.client("s3").delete_bucket_policy, Bucket=bucket)


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
