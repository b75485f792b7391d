"""Resources of CloudWatch Logs, whose log groups carry a log stream part.

Source: CloudWatch Logs User Guide, "CloudWatch Logs resources and operations"; the empty
`log-stream:` part is what AWS's own refusals of log group actions name.
"""

from __future__ import annotations

import re

from .. import reference
from ..access import Access, Place, on_each, text, texts
from ..operation import Operation
from . import generic

_STREAMS = ("logStreamName", "logStreamNames")
_GROUPS = ("logGroupName", "logGroupNames", "logGroupIdentifier", "logGroupIdentifiers")


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on its log groups or streams.

    Raises:
        UnmappedError: if the action has resource types and the request names none.
    """
    return on_each(actions, lambda action: _resources(operation, action, place))


def _resources(operation: Operation, action: str, place: Place) -> tuple[str, ...]:
    given = operation.parameters
    types = set(reference.resource_types(action))
    if operation.name == "DescribeLogGroups":
        return (place.arn("logs", "log-group::log-stream:"),)
    if operation.name in ("TagResource", "UntagResource", "ListTagsForResource"):
        return (text(given, "resourceArn").removesuffix(":*"),)
    groups = [_name(group) for group in texts(given, *_GROUPS)]
    if groups and types & {"log-group", "log-stream"}:
        streams = texts(given, *_STREAMS) if "log-stream" in types else [""]
        return tuple(
            place.arn("logs", f"log-group:{group}:log-stream:{stream}")
            for group in groups
            for stream in streams or [""]
        )
    return generic.resources(operation, action, place)


def _name(group: str) -> str:
    """Return the name in a log group's identifier, which may be its ARN."""
    found = re.fullmatch(r"arn:[^:]+:logs:[^:]*:\d*:log-group:([^:]+)(?::\*)?", group)
    return found[1] if found else group
