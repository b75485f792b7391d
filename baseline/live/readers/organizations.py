"""Reads organizational units and policies."""

from __future__ import annotations

import json
from typing import Any

from baseline.live.observed import Observed, Question


def read_unit(question: Question) -> Observed:
    """Read an organizational unit and where it stands."""
    client, unit_id = question.clients["organizations"], question.physical_id
    unit = client.describe_organizational_unit(OrganizationalUnitId=unit_id)["OrganizationalUnit"]
    parents = list(
        question.clients.pages("organizations", "list_parents", "Parents", ChildId=unit_id)
    )
    return Observed(
        properties={
            "Name": unit["Name"],
            "ParentId": parents[0]["Id"] if parents else None,
            "Tags": _tags(question),
        },
        attributes={"Arn": unit["Arn"], "Id": unit["Id"]},
    )


def read_policy(question: Question) -> Observed:
    """Read a policy, its content as the object it means, and all it is attached to."""
    client, policy_id = question.clients["organizations"], question.physical_id
    policy = client.describe_policy(PolicyId=policy_id)["Policy"]
    summary = policy["PolicySummary"]
    targets = question.organization.targets(policy_id)
    return Observed(
        properties={
            "Content": json.loads(policy["Content"]),
            "Description": summary.get("Description"),
            "Name": summary["Name"],
            "Tags": _tags(question),
            "TargetIds": sorted(targets),
            "Type": summary["Type"],
        },
        attributes={
            "Arn": summary["Arn"],
            "AwsManaged": "true" if summary["AwsManaged"] else "false",
            "Id": summary["Id"],
        },
    )


def _tags(question: Question) -> list[Any]:
    return list(
        question.clients.pages(
            "organizations", "list_tags_for_resource", "Tags", ResourceId=question.physical_id
        )
    )
