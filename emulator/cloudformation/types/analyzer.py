"""AWS::AccessAnalyzer::Analyzer.

Source: CloudFormation resource specification; IAM Access Analyzer API reference.
"""

from __future__ import annotations

import secrets
from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]


def create(logical_id: str, properties: dict[str, Any], stack: str) -> Made:
    """Create the analyzer."""
    made = clients.create(
        clients.client("accessanalyzer").create_analyzer,
        analyzerName=properties.get("AnalyzerName")
        or f"{stack}-{logical_id}-{secrets.token_hex(6)}",
        type=properties["Type"],
        tags=_tags(properties),
    )
    return made["arn"], {"Arn": made["arn"]}


def update(arn: str, old: dict[str, Any], new: dict[str, Any], _stack: str) -> Made:
    """Change the tags: all else is a replacement."""
    analyzers = clients.client("accessanalyzer")
    gone = sorted(_tags(old).keys() - _tags(new).keys())
    if gone:
        clients.change(analyzers.untag_resource, resourceArn=arn, tagKeys=gone)
    if _tags(new):
        clients.change(analyzers.tag_resource, resourceArn=arn, tags=_tags(new))
    return arn, {"Arn": arn}


def delete(arn: str, _properties: dict[str, Any]) -> None:
    """Delete the analyzer; one gone already is no failure."""
    name = arn.rpartition("/")[2]
    clients.quiet(clients.client("accessanalyzer").delete_analyzer, analyzerName=name)


def _tags(properties: dict[str, Any]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in clients.own_tags(properties)}


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
