"""An organizational unit and a policy."""

from __future__ import annotations

import json
from typing import Any, Final

from boto3 import Session

from tests.live.readers.case import Change, Made
from tests.live.readers.iam_cases import OTHER_TAGS, TAGS

SCP: Final = "SERVICE_CONTROL_POLICY"


def _content(action: str) -> dict[str, Any]:
    statement = {"Sid": "Deny", "Effect": "Deny", "Action": [action], "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def make_organization(session: Session) -> str:
    """Create an organization with service control policies and return its root's id."""
    client = session.client("organizations")
    client.create_organization(FeatureSet="ALL")
    root_id = client.list_roots()["Roots"][0]["Id"]
    client.enable_policy_type(RootId=root_id, PolicyType=SCP)
    return root_id


def make_unit(session: Session) -> Made:
    """Create a unit."""
    root_id = make_organization(session)
    unit = session.client("organizations").create_organizational_unit(
        ParentId=root_id, Name="Security", Tags=TAGS
    )["OrganizationalUnit"]
    return Made(
        "AWS::Organizations::OrganizationalUnit",
        unit["Id"],
        {"Name": "Security", "ParentId": root_id, "Tags": TAGS},
    )


def _tag(session: Session, made: Made) -> None:
    session.client("organizations").tag_resource(ResourceId=made.physical_id, Tags=OTHER_TAGS)


UNIT_CHANGES: dict[str, Change] = {
    "Name": lambda session, made: session.client("organizations").update_organizational_unit(
        OrganizationalUnitId=made.physical_id, Name="Insecurity"
    ),
    "Tags": _tag,
}


def make_policy(session: Session) -> Made:
    """Create a policy that is attached to the root."""
    root_id = make_organization(session)
    client = session.client("organizations")
    policy_id = client.create_policy(
        Content=json.dumps(_content("organizations:LeaveOrganization")),
        Description="Keeps accounts.",
        Name="baseline-root-organization",
        Type=SCP,
        Tags=TAGS,
    )["Policy"]["PolicySummary"]["Id"]
    client.attach_policy(PolicyId=policy_id, TargetId=root_id)
    return Made(
        "AWS::Organizations::Policy",
        policy_id,
        {
            "Content": _content("organizations:LeaveOrganization"),
            "Description": "Keeps accounts.",
            "Name": "baseline-root-organization",
            "Tags": TAGS,
            "TargetIds": [root_id],
            "Type": SCP,
        },
    )


def _update(**other: str) -> Change:
    def change(session: Session, made: Made) -> None:
        session.client("organizations").update_policy(PolicyId=made.physical_id, **other)

    return change


POLICY_CHANGES: dict[str, Change] = {
    "Content": _update(Content=json.dumps(_content("organizations:AcceptHandshake"))),
    "Description": _update(Description="Keeps some accounts."),
    "Name": _update(Name="another-name"),
    "Tags": _tag,
    "TargetIds": lambda session, made: session.client("organizations").detach_policy(
        PolicyId=made.physical_id, TargetId=made.properties["TargetIds"][0]
    ),
}
