"""What an error of AWS means: whether to try again, and how to say it in one line."""

from __future__ import annotations

import re

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NetworkError

#: Errors that pass by themselves. Names are compared without the ending "Exception", which
#: services use unevenly.
#: Source: botocore 1.43.106, the error lists of organizations, iam, account, cloudformation,
#: lambda and s3, and its own list of throttling codes (botocore/retries/standard.py).
TRANSIENT = frozenset(
    {
        "BandwidthLimitExceeded",
        "ConcurrentModification",
        "FinalizingOrganization",
        "InternalError",
        "InternalFailure",
        "InternalServer",
        "PolicyChangesInProgress",
        "PriorRequestNotComplete",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestTimeout",
        "Service",
        "ServiceFailure",
        "ServiceUnavailable",
        "SlowDown",
        "Throttled",
        "Throttling",
        "TooManyRequests",
        "TransactionInProgress",
    }
)
#: How a service says "not allowed" while IAM has not yet spread a new role or policy.
DENIED = frozenset(
    {
        "AccessDenied",
        "AccessDeniedForDependency",
        "InvalidClientTokenId",
        "UnauthorizedOperation",
        "UnrecognizedClient",
    }
)
#: What an AWS call can raise that is worth a second look.
CallError = (ClientError, NetworkError, HTTPClientError)

_ADVICE = {
    **dict.fromkeys(
        sorted(DENIED),
        "see that the setting's role, and every policy that binds it, allows the action, "
        "then deploy again",
    ),
    "AWSOrganizationsNotInUse": "deploy the Organization stack first",
    "UnsupportedAPIEndpoint": "this partition has no such operation; see AWS's guide to it",
    "ServiceAccessNotEnabled": "enable trusted access for the service, then deploy again",
}
_REASON_CODE = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b")


def code_of(error: BaseException) -> str:
    """Return the error's code without the ending "Exception", or its class for a network error."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", "")).removesuffix("Exception")
    return type(error).__name__


def reason_of(error: ClientError) -> str:
    """Return the reason code of a ConstraintViolation and its like, or an empty text."""
    given = error.response.get("Reason")
    if given:
        return str(given)
    found = _REASON_CODE.search(message_of(error))
    return found.group() if found else ""


def message_of(error: ClientError) -> str:
    """Return AWS's own sentence about the error."""
    return str(error.response.get("Error", {}).get("Message", ""))


def is_transient(error: BaseException) -> bool:
    """Tell whether the same call can succeed later without anybody changing anything."""
    if not isinstance(error, ClientError):
        return isinstance(error, BotoCoreError)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return code_of(error) in TRANSIENT or status == 429 or status >= 500


def explain(error: ClientError) -> str:
    """Say in one line which call was refused, why, and what to do."""
    code, reason = code_of(error), reason_of(error)
    named = f"{code} ({reason})" if reason else code
    advice = _ADVICE.get(code, "remove the cause, then deploy again")
    return f"{error.operation_name} was refused: {named}: {message_of(error)}; {advice}"
