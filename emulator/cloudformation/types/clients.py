"""boto3 clients of the type handlers, and the retries AWS's own handlers make."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

Result = TypeVar("Result")

_RETRIED = ("ConcurrentModificationException", "TooManyRequestsException")
_SDK_TRIES = 4
_HANDLER_TRIES = 3
_PAUSE_SECONDS = 0.05

_ERROR_CODES = {
    "AccessDeniedException": "AccessDenied",
    "ConstraintViolationException": "ServiceLimitExceeded",
    "DuplicateOrganizationalUnitException": "AlreadyExists",
    "DuplicateRecordException": "AlreadyExists",
    "DuplicateReportNameException": "AlreadyExists",
    "EntityAlreadyExists": "AlreadyExists",
    "TrailAlreadyExistsException": "AlreadyExists",
    "NoSuchBucket": "NotFound",
    "NoSuchEntity": "NotFound",
    "NotFoundException": "NotFound",
    "ResourceNotFoundException": "NotFound",
    "TrailNotFoundException": "NotFound",
    "DuplicatePolicyException": "AlreadyExists",
    "DuplicatePolicyAttachmentException": "AlreadyExists",
    "OrganizationalUnitNotFoundException": "NotFound",
    "ParentNotFoundException": "NotFound",
    "PolicyNotFoundException": "NotFound",
    "TargetNotFoundException": "NotFound",
    "TooManyRequestsException": "Throttling",
    "ConcurrentModificationException": "ResourceConflict",
    "ServiceException": "ServiceInternalError",
}


class HandlerError(Exception):
    """A resource that failed, in the words CloudFormation reports it with."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(
            f'Resource handler returned message: "{message}" (HandlerErrorCode: {code})'
        )


class _Endpoint:
    url = ""


def use(endpoint: str) -> None:
    """Tell where the emulator itself answers."""
    _Endpoint.url = endpoint


def client(service: str) -> Any:
    """A client of the account and region the stack is in."""
    from ministack.core.responses import get_account_id, get_region

    return _client(service, get_account_id(), get_region(), _Endpoint.url)


@lru_cache(maxsize=64)
def _client(service: str, account: str, region: str, endpoint: str) -> Any:
    make: Any = boto3.client
    return make(
        service,
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id=account,
        aws_secret_access_key="cloudformation",  # noqa: S106 - no secret, nobody checks it
        config=Config(retries={"total_max_attempts": 1}),
    )


def create(call: Callable[..., Result], **given: Any) -> Result:
    """Make a creating call: retried by the SDK only.

    Raises:
        HandlerError: with CloudFormation's code for the AWS error.

    Source: aws-cloudformation-resource-providers-organizations, BaseHandlerStd: actions named
    CREATE are not retried by the handler. The pauses are shortened.
    """
    return _tried(call, given, _SDK_TRIES)


def change(call: Callable[..., Result], **given: Any) -> Result:
    """Make any other call: retried by the SDK and twice more by the handler.

    Raises:
        HandlerError: with CloudFormation's code for the AWS error.
    """
    return _tried(call, given, _SDK_TRIES * _HANDLER_TRIES)


def _tried(call: Callable[..., Result], given: dict[str, Any], tries: int) -> Result:
    for left in range(tries - 1, -1, -1):
        try:
            return call(**given)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _RETRIED and left:
                time.sleep(_PAUSE_SECONDS)
                continue
            message = error.response["Error"]["Message"]
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            service = _service(call)
            text = f"{message} (Service: {service}, Status Code: {status})"
            raise HandlerError(text, _ERROR_CODES.get(code, "InvalidRequest")) from error
    raise AssertionError("a call is tried at least once")


def _service(call: Callable[..., Any]) -> str:
    """The service a client's method belongs to, as AWS spells it in messages."""
    owner: Any = getattr(call, "__self__", None)
    return str(owner.meta.service_model.service_id).replace(" ", "")


def quiet(call: Callable[..., Any], **given: Any) -> None:
    """Delete or detach something; that it is gone already is no failure.

    Raises:
        HandlerError: with CloudFormation's code for any other AWS error.
    """
    try:
        change(call, **given)
    except HandlerError as error:
        if "HandlerErrorCode: NotFound" not in str(error):
            raise


def pages(client_: Any, operation: str, key: str, **given: Any) -> list[dict[str, Any]]:
    """Every entry of a listing.

    Raises:
        HandlerError: with CloudFormation's code for the AWS error.
    """
    found: list[dict[str, Any]] = []
    token: dict[str, str] = {}
    while True:
        page = change(getattr(client_, operation), **given, **token)
        found += page[key]
        if not page.get("NextToken"):
            return found
        token = {"NextToken": page["NextToken"]}


def own_tags(properties: dict[str, Any]) -> list[dict[str, str]]:
    """The tags a service takes: not those whose key AWS keeps for itself."""
    return [
        {"Key": tag["Key"], "Value": str(tag["Value"])}
        for tag in properties.get("Tags") or []
        if not tag["Key"].startswith("aws:")
    ]


def update_tags(
    client_: Any,
    resource: Mapping[str, str],
    old: list[dict[str, str]],
    new: list[dict[str, str]],
    prefix: str = "",
) -> None:
    """Bring a resource's tags from the old ones to the new ones.

    `resource` is how the service's calls name it, `prefix` what stands before `Tags` in theirs.

    Raises:
        HandlerError: with CloudFormation's code for the AWS error.
    """
    gone = sorted({tag["Key"] for tag in old} - {tag["Key"] for tag in new})
    if gone:
        change(client_.untag_resource, **resource, **{f"{prefix}TagKeys": gone})
    if new and new != old:
        change(client_.tag_resource, **resource, **{f"{prefix}Tags": new})


def already_exists(resource_type: str, name: str) -> HandlerError:
    """The error of a create that finds its name taken."""
    return HandlerError(
        f"Resource of type '{resource_type}' with identifier '{name}' already exists.",
        "AlreadyExists",
    )
