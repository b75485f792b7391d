"""An IAM role and a managed policy."""

from __future__ import annotations

import json
from typing import Any

from boto3 import Session

from tests.live.readers.case import Change, Made

TAGS: Any = [{"Key": "project", "Value": "baseline"}]
OTHER_TAGS: Any = [{"Key": "project", "Value": "other"}]
BOUNDARY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
ATTACHED = "arn:aws:iam::123456789012:policy/attached"


def _trust(service: str) -> dict[str, Any]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}
        ],
    }


def _document(action: str) -> dict[str, Any]:
    statement = {"Sid": "One", "Effect": "Allow", "Action": [action], "Resource": ["*"]}
    return {"Version": "2012-10-17", "Statement": [statement]}


def make_role(session: Session) -> Made:
    """Create a role with all that a template can say about one."""
    iam = session.client("iam")
    iam.create_role(
        RoleName="setting",
        Path="/baseline/",
        Description="Runs it.",
        AssumeRolePolicyDocument=json.dumps(_trust("lambda.amazonaws.com")),
        MaxSessionDuration=7200,
        PermissionsBoundary=BOUNDARY,
        Tags=[*TAGS, {"Key": "aws:cloudformation:stack-name", "Value": "baseline-imagined"}],
    )
    iam.create_policy(PolicyName="attached", PolicyDocument=json.dumps(_document("a:b")))
    iam.attach_role_policy(RoleName="setting", PolicyArn=ATTACHED)
    return Made(
        "AWS::IAM::Role",
        "setting",
        {
            "AssumeRolePolicyDocument": _trust("lambda.amazonaws.com"),
            "Description": "Runs it.",
            "ManagedPolicyArns": [ATTACHED],
            "MaxSessionDuration": 7200,
            "Path": "/baseline/",
            "PermissionsBoundary": BOUNDARY,
            "RoleName": "setting",
            "Tags": TAGS,
        },
    )


ROLE_CHANGES: dict[str, Change] = {
    "AssumeRolePolicyDocument": lambda session, made: session.client(
        "iam"
    ).update_assume_role_policy(
        RoleName=made.physical_id, PolicyDocument=json.dumps(_trust("ec2.amazonaws.com"))
    ),
    "Description": lambda session, made: session.client("iam").update_role(
        RoleName=made.physical_id, Description="Runs more.", MaxSessionDuration=7200
    ),
    "ManagedPolicyArns": lambda session, made: session.client("iam").detach_role_policy(
        RoleName=made.physical_id, PolicyArn=ATTACHED
    ),
    "MaxSessionDuration": lambda session, made: session.client("iam").update_role(
        RoleName=made.physical_id, Description="Runs it.", MaxSessionDuration=3600
    ),
    "PermissionsBoundary": lambda session, made: session.client(
        "iam"
    ).delete_role_permissions_boundary(RoleName=made.physical_id),
    "Tags": lambda session, made: session.client("iam").tag_role(
        RoleName=made.physical_id, Tags=OTHER_TAGS
    ),
    "inline policies": lambda session, made: session.client("iam").put_role_policy(
        RoleName=made.physical_id, PolicyName="more", PolicyDocument=json.dumps(_document("a:b"))
    ),
}


def make_managed_policy(session: Session) -> Made:
    """Create a managed policy attached to a role."""
    iam = session.client("iam")
    for name in ("setting", "stranger"):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(_trust("a")))
    arn = iam.create_policy(
        PolicyName="may",
        Path="/baseline/",
        Description="What it may do.",
        PolicyDocument=json.dumps(_document("logs:PutLogEvents")),
    )["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="setting", PolicyArn=arn)
    return Made(
        "AWS::IAM::ManagedPolicy",
        arn,
        {
            "Description": "What it may do.",
            "ManagedPolicyName": "may",
            "Path": "/baseline/",
            "PolicyDocument": _document("logs:PutLogEvents"),
            "Roles": ["setting"],
        },
    )


POLICY_CHANGES: dict[str, Change] = {
    "PolicyDocument": lambda session, made: session.client("iam").create_policy_version(
        PolicyArn=made.physical_id, PolicyDocument=json.dumps(_document("*")), SetAsDefault=True
    ),
    "Roles": lambda session, made: session.client("iam").attach_role_policy(
        RoleName="stranger", PolicyArn=made.physical_id
    ),
}
