"""A log group and a parameter."""

from __future__ import annotations

from boto3 import Session

from tests.live.readers.case import Change, Made
from tests.live.readers.iam_cases import OTHER_TAGS, TAGS

NAME = "/baseline/units/security"
LOG_ARN = "arn:aws:logs:us-east-1:123456789012:log-group:its-log"


def make_log_group(session: Session) -> Made:
    """Create a log group beside another whose name starts alike."""
    logs = session.client("logs")
    logs.create_log_group(logGroupName="its-log", tags={"project": "baseline"})
    logs.create_log_group(logGroupName="its-log-of-old")
    logs.put_retention_policy(logGroupName="its-log", retentionInDays=365)
    return Made(
        "AWS::Logs::LogGroup",
        "its-log",
        {
            "LogGroupName": "its-log",
            "RetentionInDays": 365,
            "Tags": TAGS,
        },
    )


LOG_CHANGES: dict[str, Change] = {
    "RetentionInDays": lambda session, made: session.client("logs").delete_retention_policy(
        logGroupName=made.physical_id
    ),
    "Tags": lambda session, made: session.client("logs").tag_resource(
        resourceArn=LOG_ARN, tags={"project": "other"}
    ),
}


def make_parameter(session: Session) -> Made:
    """Create a parameter."""
    session.client("ssm").put_parameter(
        Name=NAME,
        Type="String",
        Value="ou-abcd-11111111",
        Description="The unit.",
        Tier="Standard",
        DataType="text",
        AllowedPattern="^ou-.*$",
        Tags=TAGS,
    )
    return Made(
        "AWS::SSM::Parameter",
        NAME,
        {
            "AllowedPattern": "^ou-.*$",
            "DataType": "text",
            "Description": "The unit.",
            "Name": NAME,
            "Tags": {"project": "baseline"},
            "Tier": "Standard",
            "Type": "String",
            "Value": "ou-abcd-11111111",
        },
    )


PARAMETER_CHANGES: dict[str, Change] = {
    "Value": lambda session, made: session.client("ssm").put_parameter(
        Name=NAME,
        Value="ou-abcd-22222222",
        Description="The unit.",
        AllowedPattern="^ou-.*$",
        Tier="Standard",
        Overwrite=True,
    ),
    "Description": lambda session, made: session.client("ssm").put_parameter(
        Name=NAME,
        Value="ou-abcd-11111111",
        Description="Another unit.",
        AllowedPattern="^ou-.*$",
        Tier="Standard",
        Overwrite=True,
    ),
    "Tags": lambda session, made: session.client("ssm").add_tags_to_resource(
        ResourceType="Parameter", ResourceId=NAME, Tags=OTHER_TAGS
    ),
}
