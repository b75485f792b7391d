"""Stacks deployed with change sets, as the CDK CLI does, without the CLI."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from ..conftest import Account

_NAMES = count(1)

INLINE = """
import json, os, time, urllib.request, boto3

def handler(event, context):
    given = event["ResourceProperties"]
    answer = {
        "Status": given.get("Answer", "SUCCESS"),
        "Reason": "asked to",
        "PhysicalResourceId": given.get("Physical", "setting"),
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "Data": {
            "Caller": boto3.client("sts").get_caller_identity()["Arn"],
            "Remaining": context.get_remaining_time_in_millis(),
            "Seen": json.dumps(given.get("Value")),
            "Long": "x" * int(given.get("Length", 0)),
        },
    }
    name = "/seen/" + event["LogicalResourceId"]
    boto3.client("ssm").put_parameter(
        Name=name, Value=event["RequestType"], Type="String", Overwrite=True
    )
    if event["RequestType"] == "Delete":
        answer["Status"] = "SUCCESS"
    if given.get("Continue") and not event.get("Continued"):
        boto3.client("lambda").invoke(
            FunctionName=context.function_name,
            InvocationType="Event",
            Payload=json.dumps({**event, "Continued": True}),
        )
        return
    time.sleep(int(given.get("Seconds", 0)))
    body = json.dumps(answer).encode()
    request = urllib.request.Request(event["ResponseURL"], data=body, method="PUT")
    urllib.request.urlopen(request)
"""

PROVIDER: dict[str, Any] = {
    "Role": {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "Path": "/some/",
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "lambda.amazonaws.com"},
                        "Action": "sts:AssumeRole",
                    }
                ],
            },
        },
    },
    "Function": {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Code": {"ZipFile": INLINE},
            "Handler": "index.handler",
            "Runtime": "python3.13",
            "Timeout": 30,
            "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        },
    },
}


def custom(**properties: Any) -> dict[str, Any]:
    """A custom resource of the provider above."""
    return {
        "Type": "Custom::BaselineTest",
        "Properties": {
            "ServiceToken": {"Fn::GetAtt": ["Function", "Arn"]},
            "ServiceTimeout": 20,
            **properties,
        },
    }


def parameter(name: str, value: Any = "x", **more: Any) -> dict[str, Any]:
    """A parameter."""
    properties = {"Name": name, "Type": "String", "Value": value}
    return {"Type": "AWS::SSM::Parameter", "Properties": properties, **more}


def deploy(
    account: Account, stack: str, resources: dict[str, Any], *, rollback: bool = True, **more: Any
) -> dict[str, Any]:
    """Create and execute a change set, and describe the stack it ends in."""
    client = account.client("cloudformation")
    exists = status(account, stack) not in ("", "DELETE_COMPLETE", "REVIEW_IN_PROGRESS")
    name = f"change-{next(_NAMES)}"
    client.create_change_set(
        StackName=stack,
        ChangeSetName=name,
        ChangeSetType="UPDATE" if exists else "CREATE",
        TemplateBody=json.dumps({"Resources": resources, **more}),
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    client.execute_change_set(StackName=stack, ChangeSetName=name, DisableRollback=not rollback)
    described: dict[str, Any] = client.describe_stacks(StackName=stack)["Stacks"][0]
    return described


def status(account: Account, stack: str) -> str:
    """The status of a stack; nothing where there is none."""
    client = account.client("cloudformation")
    try:
        return str(client.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])
    except client.exceptions.ClientError:
        return ""


def reasons(account: Account, stack: str) -> list[str]:
    """The reasons of the failures of a stack's resources, the newest first."""
    events = account.client("cloudformation").describe_stack_events(StackName=stack)
    return [
        event["ResourceStatusReason"]
        for event in events["StackEvents"]
        if event["ResourceStatus"].endswith("_FAILED")
        and event["ResourceType"] != "AWS::CloudFormation::Stack"
    ]


def events_of(account: Account, stack: str, logical_id: str) -> list[str]:
    """The statuses a resource went through, the oldest first."""
    events = account.client("cloudformation").describe_stack_events(StackName=stack)
    return [
        event["ResourceStatus"]
        for event in reversed(events["StackEvents"])
        if event["LogicalResourceId"] == logical_id
    ]
