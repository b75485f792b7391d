"""Custom resources: invoked as CloudFormation does, their answers checked as it checks them."""

from __future__ import annotations

import json
from typing import Any

_MAX_ANSWER_BYTES = 4096
_DEFAULT_TIMEOUT_SECONDS = 3600


class CustomResourceFailedError(Exception):
    """A provider that answered FAILED, or an answer CloudFormation does not take."""

    def __init__(self, message: str, physical_id: str = "") -> None:
        super().__init__(message)
        self.physical_id = physical_id


def install() -> None:
    """Replace ministack's invocation, and let answers come to the address we bind."""
    from ministack.services.cloudformation import custom_resource

    custom_resource._HOST = "127.0.0.1"
    custom_resource.invoke_custom_resource = invoke


def is_custom(resource_type: str) -> bool:
    """Whether a type is a custom resource."""
    return (
        resource_type.startswith("Custom::")
        or resource_type == "AWS::CloudFormation::CustomResource"
    )


def problems(properties: dict[str, Any]) -> list[str]:
    """What CloudFormation refuses a custom resource for before it invokes anything.

    Source: CloudFormation user guide, AWS::CloudFormation::CustomResource.
    """
    found = []
    if not properties.get("ServiceToken"):
        found.append("#: required key [ServiceToken] not found")
    timeout = str(properties.get("ServiceTimeout", _DEFAULT_TIMEOUT_SECONDS))
    if not timeout.isdigit() or not 1 <= int(timeout) <= _DEFAULT_TIMEOUT_SECONDS:
        found.append(f"#/ServiceTimeout: {timeout} is not between 1 and 3600")
    return found


def invoke(
    request_type: str,
    logical_id: str,
    props: dict[str, Any],
    _stack_name: str,
    stack_id: str,
    resource_type: str,
    physical_id: str | None = None,
    old_props: dict[str, Any] | None = None,
) -> tuple[str, dict[str, Any]]:
    """Invoke the provider asynchronously and wait for its answer.

    Raises:
        CustomResourceFailedError: on FAILED, a bad answer, or none in time.
    """
    from ministack.core.responses import new_uuid
    from ministack.services import lambda_svc
    from ministack.services.cloudformation import custom_resource

    token = new_uuid()
    event = {
        "RequestType": request_type,
        "RequestId": new_uuid(),
        "StackId": stack_id,
        "ResponseURL": custom_resource._response_url(token),
        "ServiceToken": props.get("ServiceToken", ""),
        "ResourceType": resource_type,
        "LogicalResourceId": logical_id,
        "ResourceProperties": custom_resource._normalise_resource_properties(props),
    }
    if physical_id is not None:
        event["PhysicalResourceId"] = physical_id
    if old_props is not None:
        event["OldResourceProperties"] = custom_resource._normalise_resource_properties(old_props)
    function, config, _name = lambda_svc._get_func_record_for_ref(props.get("ServiceToken", ""))
    if function is None or config is None:
        raise CustomResourceFailedError(
            f"Lambda function {props.get('ServiceToken', '')} does not exist"
        )
    answered = custom_resource.register_token(token)
    lambda_svc.invoke_async_with_retry(
        lambda_svc._execution_record_for_config(function, config), event
    )
    answered.wait(timeout=int(props.get("ServiceTimeout", _DEFAULT_TIMEOUT_SECONDS)))
    entry = custom_resource._pending.pop(token, None)
    return _accepted((entry or {}).get("result"), event, physical_id)


def _accepted(
    answer: dict[str, Any] | None, event: dict[str, Any], physical_id: str | None
) -> tuple[str, dict[str, Any]]:
    """Take an answer, or say why CloudFormation would not.

    Raises:
        CustomResourceFailedError: if it would not.

    Source: CloudFormation user guide, custom resource response objects.
    """
    if answer is None:
        raise CustomResourceFailedError(
            "CloudFormation did not receive a response from your Custom Resource. Please check "
            f"your logs for requestId [{event['RequestId']}]. If you are using the Python "
            "cfn-response module, you may need to update your Lambda function code so that "
            "CloudFormation can attach the updated version."
        )
    given = str(answer.get("PhysicalResourceId") or "")
    if len(json.dumps(answer)) > _MAX_ANSWER_BYTES:
        raise CustomResourceFailedError("Response object is too long.", given)
    for name in ("StackId", "RequestId", "LogicalResourceId"):
        if answer.get(name) != event[name]:
            raise CustomResourceFailedError(
                f"Invalid response object: Value of property {name} is wrong", given
            )
    if answer.get("Status") == "FAILED":
        reason = answer.get("Reason") or "Reason is missing"
        raise CustomResourceFailedError(
            f"Received response status [FAILED] from custom resource. Message returned: {reason} "
            f"(RequestId: {event['RequestId']})",
            given or physical_id or "",
        )
    if answer.get("Status") != "SUCCESS":
        raise CustomResourceFailedError(
            "Invalid response object: Value of property Status must be SUCCESS or FAILED", given
        )
    if not given and event["RequestType"] != "Delete":
        raise CustomResourceFailedError("Invalid PhysicalResourceId")
    data = answer.get("Data") or {}
    if not isinstance(data, dict):
        raise CustomResourceFailedError("Vendor response doesn't contain an object in Data", given)
    return given or physical_id or "", data
