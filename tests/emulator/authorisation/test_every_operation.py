"""Operations are recognised from the request that botocore makes of them."""

from typing import Any

import pytest
from botocore.model import ListShape, MapShape, Shape, StructureShape

from emulator.authorisation import actions, operation

from .capture import client, sent

SERVICES = (
    "account", "cloudformation", "cloudtrail", "cloudwatch", "dynamodb", "ec2", "events", "iam",
    "kms", "lambda", "logs", "organizations", "s3", "sns", "sqs", "ssm",
)  # fmt: skip
# botocore keeps the old twin of a newer operation; both are one request and one action.
TWINS = {
    "GetBucketLifecycle": "GetBucketLifecycleConfiguration",
    "PutBucketLifecycle": "PutBucketLifecycleConfiguration",
    "GetBucketNotification": "GetBucketNotificationConfiguration",
    "PutBucketNotification": "PutBucketNotificationConfiguration",
}
# Requests that are signed for another service, which has no model.
FOREIGN = {"ListDirectoryBuckets", "WriteGetObjectResponse"}
# Operations newer than AWS's list of actions, or that it spreads over others. They are refused.
UNLISTED = {
    "cloudtrail": {"ListInsightsMetricData"},
    "cloudwatch": {
        "AssociateDatasetKmsKey", "DescribeAlarmContributors", "DisassociateDatasetKmsKey",
    },
    "dynamodb": {
        "BatchExecuteStatement", "ExecuteStatement", "ExecuteTransaction", "TransactGetItems",
        "TransactWriteItems",
    },
    "ec2": {
        "CreateCapacityReservationDateChangeQuote", "DeleteClientVpnEndpointAuthorizationPolicy",
        "DescribeCapacityReservationDateChangeQuotes", "GetClientVpnEndpointAuthorizationPolicy",
        "ModifyClientVpnEndpointAuthorizationPolicy",
    },
    "iam": {"AcquireRole", "UpdateDelegationRequest"},
    "logs": {"GetLogObject"},
    "s3": {
        "CreateBucketMetadataConfiguration", "CreateSession", "DeleteBucketMetadataConfiguration",
        "GetBucketMetadataConfiguration", "RenameObject",
    },
}  # fmt: skip


@pytest.mark.parametrize("service", SERVICES)
def test_each_operation_is_told_from_its_own_request(service: str) -> None:
    """Every operation of the service is found again from its least request."""
    made = client(service)
    model = made.meta.service_model
    wrong, unlisted = {}, set()
    for name in sorted(set(model.operation_names) - FOREIGN):
        shape = model.operation_model(name).input_shape
        wire = sent(made, name, _least(shape) if shape is not None else {}).wire
        assert wire.credential is not None
        found = operation.identify(wire, wire.credential.service)
        if (found.service, found.name) != (service, TWINS.get(name, name)):
            wrong[name] = found.name
        try:
            actions.of(found)
        except operation.UnmappedError:
            unlisted.add(name)
    assert wrong == {}
    assert unlisted == UNLISTED.get(service, set())


def _least(shape: Shape) -> Any:
    if isinstance(shape, StructureShape):
        return {name: _least(shape.members[name]) for name in shape.required_members}
    if isinstance(shape, ListShape):
        return [_least(shape.member)]
    if isinstance(shape, MapShape):
        return {"k": _least(shape.value)}
    values: dict[str, Any] = {"boolean": True, "timestamp": 0, "blob": b"x", "string": "value"}
    return values.get(shape.type_name, 1)
