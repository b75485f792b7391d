"""Resources of SQS and SNS: queues by URL or name, topics by ARN or name."""

from __future__ import annotations

from urllib.parse import urlsplit

from .. import reference
from ..access import Access, Place, text
from ..operation import Operation
from . import generic


def queues(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each SQS action on the queue of its URL, which names the owner, or of its name.

    Raises:
        UnmappedError: if the action has a queue and the request names none.
    """
    url, name = text(operation.parameters, "QueueUrl"), text(operation.parameters, "QueueName")
    owner = text(operation.parameters, "QueueOwnerAWSAccountId") or place.account
    parts = urlsplit(url).path.strip("/").split("/")
    if len(parts) >= 2:
        owner, name = parts[-2], parts[-1]
    if not name or not all(reference.resource_types(action) for action in actions):
        return generic.accesses(operation, actions, place)
    arn = f"arn:{place.partition}:sqs:{place.region}:{owner}:{name}"
    return tuple(Access(action, arn) for action in actions)


def topics(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each SNS action on its topic; a message to a phone or device has none.

    Raises:
        UnmappedError: if the action has a topic and the request names none.
    """
    given = operation.parameters
    arn = text(given, "TopicArn", "TargetArn", "ResourceArn")
    if subscription := text(given, "SubscriptionArn"):
        arn = ":".join(subscription.split(":")[:6])
    if not arn and text(given, "Name"):
        arn = place.arn("sns", text(given, "Name"))
    if not all(reference.resource_types(action) for action in actions):
        return tuple(Access(action) for action in actions)
    if not arn and text(given, "PhoneNumber"):
        arn = "*"
    if not arn:
        return generic.accesses(operation, actions, place)
    keys = {
        "sns:protocol": text(given, "Protocol"),
        "sns:endpoint": text(given, "Endpoint"),
    }
    known = {name: value for name, value in keys.items() if value}
    return tuple(Access(action, arn, known) for action in actions)
