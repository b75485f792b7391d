"""AWS::CloudTrail::Trail.

Source: CloudFormation resource specification; CloudTrail API reference, CreateTrail.
"""

from __future__ import annotations

from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]

_SAME = (
    "S3BucketName",
    "S3KeyPrefix",
    "SnsTopicName",
    "IncludeGlobalServiceEvents",
    "IsMultiRegionTrail",
    "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn",
    "IsOrganizationTrail",
)
_OTHER = {"EnableLogFileValidation": "EnableLogFileValidation", "KMSKeyId": "KmsKeyId"}


def create(_logical_id: str, properties: dict[str, Any], _stack: str) -> Made:
    """Create the trail and start it; what was made is undone when that fails."""
    trail, name = clients.client("cloudtrail"), properties["TrailName"]
    made = clients.create(
        trail.create_trail,
        Name=name,
        **_arguments(properties),
        TagsList=clients.own_tags(properties),
    )
    try:
        _selectors(trail, name, properties)
        _logging(trail, name, properties)
    except clients.HandlerError:
        delete(name, properties)
        raise
    return name, {"Arn": made["TrailARN"]}


def update(name: str, old: dict[str, Any], new: dict[str, Any], _stack: str) -> Made:
    """Change the trail; what the template says nothing of stays as it was.

    Source: CloudFormation user guide, AWS::CloudTrail::Trail: delivery to CloudWatch Logs ends
    by setting both its ARNs to empty texts.
    """
    trail = clients.client("cloudtrail")
    made = clients.change(trail.update_trail, Name=name, **_arguments(new))
    _selectors(trail, name, new)
    if old.get("InsightSelectors") and not new.get("InsightSelectors"):
        clients.change(trail.put_insight_selectors, TrailName=name, InsightSelectors=[])
    _logging(trail, name, new)
    _tags(trail, made["TrailARN"], old, new)
    return name, {"Arn": made["TrailARN"]}


def delete(name: str, _properties: dict[str, Any]) -> None:
    """Delete the trail; one gone already is no failure."""
    clients.quiet(clients.client("cloudtrail").delete_trail, Name=name)


def _arguments(properties: dict[str, Any]) -> dict[str, Any]:
    given = {name: properties[name] for name in _SAME if name in properties}
    return given | {_OTHER[name]: properties[name] for name in _OTHER if name in properties}


def _selectors(trail: Any, name: str, properties: dict[str, Any]) -> None:
    for kind in ("EventSelectors", "AdvancedEventSelectors"):
        if properties.get(kind):
            clients.change(trail.put_event_selectors, TrailName=name, **{kind: properties[kind]})
    if properties.get("InsightSelectors"):
        clients.change(
            trail.put_insight_selectors,
            TrailName=name,
            InsightSelectors=properties["InsightSelectors"],
        )


def _logging(trail: Any, name: str, properties: dict[str, Any]) -> None:
    switch = trail.start_logging if properties["IsLogging"] else trail.stop_logging
    clients.change(switch, Name=name)


def _tags(trail: Any, arn: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    before, after = clients.own_tags(old), clients.own_tags(new)
    gone = [tag for tag in before if tag not in after]
    if gone:
        clients.change(trail.remove_tags, ResourceId=arn, TagsList=gone)
    if after and after != before:
        clients.change(trail.add_tags, ResourceId=arn, TagsList=after)


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
