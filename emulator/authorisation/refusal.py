"""A refusal, rendered as the service whose call it answers would render it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from . import cbor

Response = tuple[int, dict[str, str], bytes]

_REQUEST_ID = "00000000-0000-4000-8000-000000000000"
_QUERY = ("query", "ec2", "rest-xml")

# What a failure of authentication is called: (query and XML, JSON, EC2, S3).
# Source: "Common errors" of the IAM, DynamoDB and EC2 API references, S3 error responses.
AUTHENTICATION: Mapping[str, tuple[str, str, str, str]] = {
    "InvalidClientTokenId": (
        "InvalidClientTokenId",
        "UnrecognizedClientException",
        "AuthFailure",
        "InvalidAccessKeyId",
    ),
    "UnrecognizedClientException": (
        "InvalidClientTokenId",
        "UnrecognizedClientException",
        "AuthFailure",
        "InvalidAccessKeyId",
    ),
    "InvalidToken": (
        "InvalidClientTokenId",
        "UnrecognizedClientException",
        "AuthFailure",
        "InvalidToken",
    ),
    "ExpiredTokenException": (
        "ExpiredToken",
        "ExpiredTokenException",
        "RequestExpired",
        "ExpiredToken",
    ),
    "MissingAuthenticationToken": (
        "MissingAuthenticationToken",
        "MissingAuthenticationTokenException",
        "AuthFailure",
        "AccessDenied",
    ),
}


@dataclass(frozen=True)
class Refusal:
    """A request that is not let through; `code` is `AccessDenied` or an authentication code."""

    service: str
    protocol: str
    message: str
    code: str = "AccessDenied"

    @property
    def service_code(self) -> str:
        """The code by which this service refuses.

        Source: EC2 API reference, error codes; SNS API reference, common errors.
        """
        is_json = self.protocol not in _QUERY
        if self.code in AUTHENTICATION:
            query, named, ec2, s3 = AUTHENTICATION[self.code]
            if self.service == "s3":
                return s3
            return ec2 if self.protocol == "ec2" else named if is_json else query
        if self.protocol == "ec2":
            return "UnauthorizedOperation"
        if self.service == "sns":
            return "AuthorizationError"
        return f"{self.code}Exception" if is_json else self.code

    def response(self) -> Response:
        """Status, headers and body of the answer."""
        if self.protocol == "smithy-rpc-v2-cbor":
            return self._cbor()
        if self.protocol not in _QUERY:
            return self._json()
        code, message = escape(self.service_code), escape(self.message)
        error = f"<Code>{code}</Code><Message>{message}</Message>"
        request = f"<RequestId>{_REQUEST_ID}</RequestId>"
        if self.protocol == "ec2":
            request = f"<RequestID>{_REQUEST_ID}</RequestID>"
            text = f"<Response><Errors><Error>{error}</Error></Errors>{request}</Response>"
        elif self.service == "s3":
            text = f"<Error>{error}{request}</Error>"
        else:
            error = f"<Error><Type>Sender</Type>{error}</Error>"
            text = f"<ErrorResponse>{error}{request}</ErrorResponse>"
        return 403, {"content-type": "text/xml"}, text.encode()

    def _json(self) -> Response:
        code = self.service_code
        document = {"__type": code, "message": self.message, "Message": self.message}
        headers = {"content-type": "application/x-amz-json-1.1", "x-amzn-errortype": code}
        if self.service == "sqs":
            headers["x-amzn-query-error"] = f"{self.code};Sender"
        if self.protocol == "rest-json":
            return (
                403,
                headers | {"content-type": "application/json"},
                json.dumps(document).encode(),
            )
        return 400, headers, json.dumps(document).encode()

    def _cbor(self) -> Response:
        headers = {"content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"}
        body = cbor.dumps({"__type": self.service_code, "message": self.message})
        return 400, headers | {"x-amzn-query-error": f"{self.code};Sender"}, body
