"""boto3 clients whose requests are judged and answered in this process, without a socket."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse, HTTPHeaders
from botocore.exceptions import ClientError

from emulator.authorisation import check, install

from .capture import SESSION, Sent, sent_of

Credentials = Mapping[str, str]
_ANSWERED_BY_NOBODY = ("organizations", "account", "ce")


class _Raw(io.BytesIO):
    """The body as urllib3 would give it."""

    def stream(self, **_: Any) -> Any:
        yield self.getvalue()


def account_key(account: str) -> Credentials:
    """Return the bare key of an account: the operator, or a member's root user."""
    return {"aws_access_key_id": account, "aws_secret_access_key": "test"}


def client(
    service: str, credentials: Credentials, *, region: str = "eu-west-1", judged: bool = True
) -> Any:
    """Return a client; what is `judged` passes `check` first, as with authorisation on."""
    return _client(service, tuple(sorted(credentials.items())), region, judged)


@lru_cache
def _client(
    service: str, credentials: tuple[tuple[str, str], ...], region: str, judged: bool
) -> Any:
    """Make a client, once for all who ask for the same: it takes most of the time of a test."""
    made = SESSION.client(
        service, region_name=region, endpoint_url="http://127.0.0.1:4566", **dict(credentials)
    )

    def answer(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        given = sent_of(request)
        refusal = check(given.scope, given.headers, given.body) if judged else None
        if refusal is not None:
            status, headers, body = refusal.response()
        elif service in _ANSWERED_BY_NOBODY:
            status, headers, body = 200, {"content-type": "application/x-amz-json-1.1"}, b"{}"
        else:
            status, headers, body = asyncio.run(_served(given))
        return AWSResponse(request.url, status, HTTPHeaders.from_dict(headers), _Raw(body))

    made.meta.events.register("before-send", answer)
    return made


def session_of(response: Mapping[str, Any]) -> Credentials:
    """Return the credentials in an answer of STS."""
    found = response["Credentials"]
    return {
        "aws_access_key_id": found["AccessKeyId"],
        "aws_secret_access_key": found["SecretAccessKey"],
        "aws_session_token": found["SessionToken"],
    }


def refusal_of(made: Any, operation: str, **parameters: Any) -> str | None:
    """Return `code: message` of a refused call, None of one that was not refused.

    Whatever the service itself answers, success or failure, counts as not refused.
    """
    try:
        made._make_api_call(operation, parameters)
    except ClientError as problem:
        error = problem.response["Error"]
        if "not authorized" in error["Message"] or "Authentication" in error["Message"]:
            return f"{error['Code']}: {error['Message']}"
    return None


def organization(management: str, members: int = 1) -> tuple[Any, list[str]]:
    """Make an organization in moto, with SCPs on, and as many members as asked for."""
    from moto.organizations.models import organizations_backends

    backend = organizations_backends[management]["aws"]
    backend.create_organization(region="us-east-1")
    backend.enable_policy_type(RootId=backend.org.root_id, PolicyType="SERVICE_CONTROL_POLICY")
    for number in range(members):
        backend.create_account(AccountName=f"m{number}", Email=f"{management}-{number}@example.com")
    return backend, [account.id for account in backend.accounts if account.id != management]


def attach_scp(backend: Any, target: str, *statements: Mapping[str, Any]) -> str:
    """Attach a service control policy and return its id."""
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    made = backend.create_policy(
        Name=f"scp-{len(backend.policies)}",
        Description="",
        Type="SERVICE_CONTROL_POLICY",
        Content=json.dumps(document),
    )
    name: str = made["Policy"]["PolicySummary"]["Id"]
    backend.attach_policy(PolicyId=name, TargetId=target)
    return name


async def _served(given: Sent) -> tuple[int, dict[str, str], bytes]:
    """Let ministack's own application answer."""
    from ministack.app import app

    install()
    headers = [(name.encode(), value.encode()) for name, value in given.headers.items()]
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": given.body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    await app({**given.scope, "headers": headers}, receive, send)
    start, *parts = messages
    answered = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], answered, b"".join(part.get("body", b"") for part in parts)
