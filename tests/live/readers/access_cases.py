"""A group, an analyzer and the password policy."""

from __future__ import annotations

import json
from typing import Any

from boto3 import Session

from tests.live.readers.case import Change, Made
from tests.live.readers.iam_cases import OTHER_TAGS, TAGS

POLICIES = [f"arn:aws:iam::123456789012:policy/{name}" for name in ("mfa", "self")]
FIXED: dict[str, Any] = {
    "RequireLowercaseCharacters": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
    "RequireUppercaseCharacters": True,
    "PasswordReusePrevention": 24,
}
ANALYZER = "arn:aws:access-analyzer:us-east-1:123456789012:analyzer/baseline-organization"


def _document() -> str:
    statement = {"Sid": "One", "Effect": "Allow", "Action": "a:b", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def make_group(session: Session) -> Made:
    """Create a group with two policies and somebody in it."""
    iam = session.client("iam")
    iam.create_group(GroupName="auditors", Path="/baseline/")
    iam.create_user(UserName="ann")
    iam.add_user_to_group(GroupName="auditors", UserName="ann")
    for name in ("mfa", "self", "more"):
        iam.create_policy(PolicyName=name, PolicyDocument=_document())
    for arn in POLICIES:
        iam.attach_group_policy(GroupName="auditors", PolicyArn=arn)
    properties = {"GroupName": "auditors", "Path": "/baseline/", "ManagedPolicyArns": POLICIES}
    return Made("AWS::IAM::Group", "auditors", properties)


GROUP_CHANGES: dict[str, Change] = {
    "ManagedPolicyArns": lambda session, made: session.client("iam").attach_group_policy(
        GroupName=made.physical_id, PolicyArn="arn:aws:iam::123456789012:policy/more"
    ),
    "inline policies": lambda session, made: session.client("iam").put_group_policy(
        GroupName=made.physical_id, PolicyName="own", PolicyDocument=_document()
    ),
}


def make_password_policy(session: Session) -> Made:
    """Set a password policy without a maximum age."""
    session.client("iam").update_account_password_policy(MinimumPasswordLength=14, **FIXED)
    return Made(
        "Custom::BaselinePasswordPolicy",
        "setting",
        {"MinimumPasswordLength": "14", "PasswordReusePrevention": "24"},
    )


def shorten(session: Session, _made: Made) -> None:
    """Let passwords be shorter."""
    session.client("iam").update_account_password_policy(MinimumPasswordLength=8, **FIXED)


def make_identity_provider(session: Session) -> Made:
    """Create GitHub as an identity provider."""
    url, audiences = "https://token.actions.githubusercontent.com", ["sts.amazonaws.com"]
    arn = session.client("iam").create_open_id_connect_provider(
        Url=url, ClientIDList=audiences, Tags=TAGS
    )["OpenIDConnectProviderArn"]
    properties = {"Url": url, "ClientIdList": audiences, "Tags": TAGS}
    return Made("AWS::IAM::OIDCProvider", arn, properties)


def _let_others_in(session: Session, made: Made) -> None:
    """Make the provider anew, with an audience more; its ARN comes from its address."""
    iam = session.client("iam")
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=made.physical_id)
    audiences = [*made.properties["ClientIdList"], "somebody-else"]
    iam.create_open_id_connect_provider(
        Url=made.properties["Url"], ClientIDList=audiences, Tags=TAGS
    )


PROVIDER_CHANGES: dict[str, Change] = {
    "ClientIdList": _let_others_in,
    "Tags": lambda session, made: session.client("iam").tag_open_id_connect_provider(
        OpenIDConnectProviderArn=made.physical_id, Tags=OTHER_TAGS
    ),
}
