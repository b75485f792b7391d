"""What CloudFormation says is deployed: a stack's state, parameters, outputs and physical ids."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from baseline.live.clients import Clients
from baseline.live.failure import code


@dataclass(frozen=True)
class DeployedStack:
    """A stack as CloudFormation describes it.

    `parameters` holds what a Ref yields: for a parameter that is looked up, the value found.
    `lookups` holds the names under which those were looked up.
    """

    id: str
    status: str
    termination_protection: bool
    tags: Mapping[str, str]
    parameters: Mapping[str, str]
    lookups: Mapping[str, str]
    outputs: Mapping[str, str]
    physical_ids: Mapping[str, str]
    template: Mapping[str, Any]


def read_stack(clients: Clients, name: str) -> DeployedStack | None:
    """Read a stack by its name; none when it is not there or only a draft of a change."""
    try:
        answer = clients["cloudformation"].describe_stacks(StackName=name)
    except ClientError as error:
        # There is no code of its own for it.
        if code(error) == "ValidationError" and "does not exist" in str(error):
            return None
        raise
    stack = answer["Stacks"][0]
    if stack["StackStatus"] in ("REVIEW_IN_PROGRESS", "DELETE_COMPLETE"):
        return None
    parameters = stack.get("Parameters", [])
    return DeployedStack(
        id=stack["StackId"],
        status=stack["StackStatus"],
        termination_protection=stack.get("EnableTerminationProtection", False),
        tags={tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])},
        parameters={
            each["ParameterKey"]: each.get("ResolvedValue", each.get("ParameterValue", ""))
            for each in parameters
        },
        lookups={
            each["ParameterKey"]: each["ParameterValue"]
            for each in parameters
            if "ResolvedValue" in each
        },
        outputs={each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])},
        physical_ids=_physical_ids(clients, stack["StackId"]),
        template=_template(clients, stack["StackId"]),
    )


def _physical_ids(clients: Clients, stack_id: str) -> dict[str, str]:
    """Return the physical id of each resource that is there."""
    summaries = clients.pages(
        "cloudformation", "list_stack_resources", "StackResourceSummaries", StackName=stack_id
    )
    return {
        each["LogicalResourceId"]: each["PhysicalResourceId"]
        for each in summaries
        if each.get("PhysicalResourceId")
        and each["ResourceStatus"] not in ("CREATE_FAILED", "DELETE_COMPLETE")
    }


def _template(clients: Clients, stack_id: str) -> Mapping[str, Any]:
    """Return the template that CloudFormation holds; botocore parses JSON, but not always."""
    body = clients["cloudformation"].get_template(StackName=stack_id)["TemplateBody"]
    parsed: Mapping[str, Any] = json.loads(body) if isinstance(body, str) else body
    return parsed
