"""What somebody may change behind the baseline's back, and how it is put right again."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from boto3 import Session

Drift = Callable[[Session], AbstractContextManager[None]]
_DENY_NOTHING_MUCH = {
    "Version": "2012-10-17",
    "Statement": [{"Sid": "One", "Effect": "Deny", "Action": "sns:Publish", "Resource": "*"}],
}


def physical_id(session: Session, stack: str, start: str, resource_type: str) -> str:
    """Return the physical id of the one resource of a type whose logical id starts so."""
    pages = session.client("cloudformation").get_paginator("list_stack_resources")
    found = [
        each["PhysicalResourceId"]
        for page in pages.paginate(StackName=f"baseline-{stack}")
        for each in page["StackResourceSummaries"]
        if each["ResourceType"] == resource_type and each["LogicalResourceId"].startswith(start)
    ]
    assert len(found) == 1
    return found[0]


def _unit_id(session: Session, key: str) -> str:
    return physical_id(
        session, "organization", f"Unit{key}", "AWS::Organizations::OrganizationalUnit"
    )


def _policy_id(session: Session, name: str) -> str:
    return physical_id(session, "guardrails", f"Guardrails{name}", "AWS::Organizations::Policy")


def _function(session: Session) -> str:
    return physical_id(
        session, "organization", "OrganizationTrustedAccessFunction", "AWS::Lambda::Function"
    )


def calls(service: str, change: tuple[str, Any], undo: tuple[str, Any]) -> Drift:
    """Return a drift of two calls; arguments may be computed from the session."""

    @contextmanager
    def drift(session: Session) -> Any:
        client = session.client(service)  # type: ignore[call-overload]
        for operation, arguments in (change, undo):
            given = arguments(session) if callable(arguments) else arguments
            getattr(client, operation)(**given)
            if (operation, arguments) == change:
                yield

    return drift


@contextmanager
def other_code(session: Session) -> Any:
    """Run another package than the one that was uploaded."""
    client, name = session.client("lambda"), _function(session)
    location = _uploaded_code(session)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("runtime/__init__.py", "")
    client.update_function_code(FunctionName=name, ZipFile=buffer.getvalue())
    yield
    client.update_function_code(FunctionName=name, **location)


def _uploaded_code(session: Session) -> Mapping[str, Any]:
    template = session.client("cloudformation").get_template(StackName="baseline-organization")
    body = template["TemplateBody"]
    parsed = json.loads(body) if isinstance(body, str) else body
    code = next(
        each["Properties"]["Code"]
        for each in parsed["Resources"].values()
        if each["Type"] == "AWS::Lambda::Function"
    )
    account = session.client("sts").get_caller_identity()["Account"]
    bucket = code["S3Bucket"]["Fn::Sub"].replace("${AWS::AccountId}", account)
    return {"S3Bucket": bucket, "S3Key": code["S3Key"]}


@contextmanager
def left_over_policy(session: Session) -> Any:
    """Keep a policy that has the baseline's prefix and stands in no template."""
    client = session.client("organizations")
    policy_id = client.create_policy(
        Content=json.dumps(_DENY_NOTHING_MUCH),
        Description="x",
        Name="baseline-left-over",
        Type="SERVICE_CONTROL_POLICY",
    )["Policy"]["PolicySummary"]["Id"]
    yield
    client.delete_policy(PolicyId=policy_id)


@contextmanager
def other_policy_content(session: Session) -> Any:
    """Let a guardrail deny something else."""
    client, policy_id = session.client("organizations"), _policy_id(session, "RootIdentity")
    content = client.describe_policy(PolicyId=policy_id)["Policy"]["Content"]
    client.update_policy(PolicyId=policy_id, Content=json.dumps(_DENY_NOTHING_MUCH))
    yield
    client.update_policy(PolicyId=policy_id, Content=content)


@contextmanager
def other_resource_control(session: Session) -> Any:
    """Let in whoever is not in our organization, where an id was mistyped."""
    client, policy_id = session.client("organizations"), _policy_id(session, "RootResourceControl")
    content = client.describe_policy(PolicyId=policy_id)["Policy"]["Content"]
    statements = json.loads(content)
    statements["Statement"][1]["Condition"]["StringNotEqualsIfExists"] = {
        "aws:PrincipalOrgID": "o-otherorgid00"
    }
    client.update_policy(PolicyId=policy_id, Content=json.dumps(statements))
    yield
    client.update_policy(PolicyId=policy_id, Content=content)


@contextmanager
def moved_account(session: Session) -> Any:
    """Put an account into the holding unit."""
    client = session.client("organizations")
    account_id = next(
        each["Id"] for each in client.list_accounts()["Accounts"] if each["Name"] == "log-archive"
    )
    there, holding = _unit_id(session, "Security"), _unit_id(session, "Suspended")
    client.move_account(AccountId=account_id, SourceParentId=there, DestinationParentId=holding)
    yield
    client.move_account(AccountId=account_id, SourceParentId=holding, DestinationParentId=there)


renamed_unit = calls(
    "organizations",
    (
        "update_organizational_unit",
        lambda session: {
            "OrganizationalUnitId": _unit_id(session, "Sandbox"),
            "Name": "Playground",
        },
    ),
    (
        "update_organizational_unit",
        lambda session: {"OrganizationalUnitId": _unit_id(session, "Sandbox"), "Name": "Sandbox"},
    ),
)
detached_guardrail = calls(
    "organizations",
    (
        "detach_policy",
        lambda session: {
            "PolicyId": _policy_id(session, "SandboxRegions"),
            "TargetId": _unit_id(session, "Sandbox"),
        },
    ),
    (
        "attach_policy",
        lambda session: {
            "PolicyId": _policy_id(session, "SandboxRegions"),
            "TargetId": _unit_id(session, "Sandbox"),
        },
    ),
)
no_full_access = calls(
    "organizations",
    (
        "detach_policy",
        lambda session: {
            "PolicyId": "p-FullAWSAccess",
            "TargetId": _unit_id(session, "Sandbox"),
        },
    ),
    (
        "attach_policy",
        lambda session: {
            "PolicyId": "p-FullAWSAccess",
            "TargetId": _unit_id(session, "Sandbox"),
        },
    ),
)
other_log_group = calls(
    "lambda",
    (
        "update_function_configuration",
        lambda session: {
            "FunctionName": _function(session),
            "LoggingConfig": {"LogGroup": "/elsewhere"},
        },
    ),
    (
        "update_function_configuration",
        lambda session: {
            "FunctionName": _function(session),
            "LoggingConfig": {
                "LogGroup": physical_id(
                    session,
                    "organization",
                    "OrganizationTrustedAccessLog",
                    "AWS::Logs::LogGroup",
                )
            },
        },
    ),
)
