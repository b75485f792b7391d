"""All accesses a request needs: its own, and those AWS asks for beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import actions, dependents
from .access import Access, Place
from .operation import Operation
from .resources import (
    account,
    apigateway,
    cloudformation,
    dynamodb,
    ec2,
    events,
    generic,
    iam,
    kms,
    lambdas,
    logs,
    organizations,
    queues,
    requested,
    s3,
    ssm,
    sts,
)

_Mapper = Callable[[Operation, tuple[str, ...], Place], tuple[Access, ...]]

_MAPPERS: Mapping[str, _Mapper] = {
    "account": account.accesses,
    "cloudformation": cloudformation.accesses,
    "dynamodb": dynamodb.accesses,
    "ec2": ec2.accesses,
    "efs": requested.file_systems,
    "events": events.accesses,
    "iam": iam.accesses,
    "kms": kms.accesses,
    "lambda": lambdas.accesses,
    "logs": logs.accesses,
    "organizations": organizations.accesses,
    "rds": requested.databases,
    "s3": s3.accesses,
    "sns": queues.topics,
    "sqs": queues.queues,
    "ssm": ssm.accesses,
    "sts": sts.accesses,
}


def needed(operation: Operation, place: Place) -> tuple[Access, ...]:
    """Tell what IAM has to allow, every one of it.

    Raises:
        UnmappedError: if the action or its resource cannot be told.
    """
    if operation.prefix == "apigateway":
        return apigateway.accesses(operation, place)
    if operation.service == "dynamodb" and operation.name.startswith("Transact"):
        return dynamodb.transaction(operation, place)
    named = actions.of(operation)
    mapper = _MAPPERS.get(operation.service, generic.accesses)
    own = mapper(operation, named, place)
    return (*own, *dependents.passed_roles(operation, place), *dependents.tags(operation, own))
