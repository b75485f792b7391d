"""Requests as botocore really sends them, caught before they leave the process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.awsrequest import AWSPreparedRequest, HTTPHeaders
from botocore.config import Config
from botocore.parsers import create_parser

from emulator.authorisation.wire import Wire, read

ACCOUNT = "111122223333"
REGION = "eu-west-1"

# One session, so that a service's model is read once; the stubs know a client only by the
# literal name of its service.
SESSION: Any = boto3.Session()


class _CaughtError(Exception):
    """Ends a call whose request has been caught."""

    def __init__(self, request: AWSPreparedRequest) -> None:
        super().__init__()
        self.request = request


@dataclass(frozen=True)
class Sent:
    """What the ASGI server would hand over."""

    scope: dict[str, Any]
    headers: dict[str, str]
    body: bytes

    @property
    def wire(self) -> Wire:
        """Return the request as authorisation reads it."""
        return read(self.scope, self.headers, self.body)


@lru_cache
def client(
    service: str,
    key: str = ACCOUNT,
    *,
    token: str | None = None,
    region: str = REGION,
    endpoint: str | None = "http://127.0.0.1:4566",
    signature: str | None = None,
) -> Any:
    """Make a client that sends nothing: every call raises with its request."""
    made = SESSION.client(
        service,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key="test",
        aws_session_token=token,
        endpoint_url=endpoint,
        config=Config(
            parameter_validation=False,
            inject_host_prefix=False,
            retries={"total_max_attempts": 1},
            signature_version=signature,
        ),
    )
    made.meta.events.register("before-send", _catch)
    return made


def sent(made: Any, operation: str, parameters: dict[str, Any]) -> Sent:
    """Serialise and sign one call."""
    try:
        made._make_api_call(operation, parameters)
    except _CaughtError as caught:
        return sent_of(caught.request)
    raise AssertionError(f"{operation} sent no request")


def from_url(method: str, url: str) -> Sent:
    """Turn a presigned URL into the request a browser would send."""
    return sent_of(
        AWSPreparedRequest(
            method, url, HTTPHeaders.from_dict({"Host": urlsplit(url).netloc}), b"", False
        )
    )


def error_of(made: Any, operation: str, answer: tuple[int, dict[str, str], bytes]) -> Any:
    """Parse an answer as botocore does and return the error of it."""
    status, headers, body = answer
    model = made.meta.service_model
    parser = create_parser(model.resolved_protocol)
    given = {"status_code": status, "headers": headers, "body": body}
    return parser.parse(given, model.operation_model(operation).output_shape)["Error"]


def _catch(request: AWSPreparedRequest, **_: Any) -> None:
    raise _CaughtError(request)


def sent_of(request: AWSPreparedRequest) -> Sent:
    """Turn a prepared request into what the server would see."""
    url = urlsplit(request.url)
    body = request.body or b""
    if hasattr(body, "read"):
        body = body.read()
    headers = {
        name.lower(): value.decode() if isinstance(value, bytes) else str(value)
        for name, value in request.headers.items()
    }
    headers.setdefault("host", url.netloc)
    scope = {
        "type": "http",
        "method": request.method,
        "path": url.path,
        "raw_path": url.path.encode(),
        "query_string": url.query.encode(),
        "scheme": url.scheme,
        "client": ("127.0.0.1", 50000),
    }
    return Sent(scope, headers, body if isinstance(body, bytes) else str(body).encode())
