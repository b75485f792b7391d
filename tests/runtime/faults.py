"""Answers that take the place of AWS's, sent below botocore's parser as bytes on the wire."""

from __future__ import annotations

import io
import json
from collections import defaultdict, deque
from collections.abc import Iterator
from typing import Any

import boto3
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.compat import HTTPHeaders

XML_SERVICES = ("iam", "cloudformation", "s3", "sts")


class _Body(io.BytesIO):
    """The part of a network response's body that botocore reads."""

    def stream(self, **_: object) -> Iterator[bytes]:
        """Yield the whole body."""
        yield self.read()


class Faults:
    """Holds prepared answers by operation; each is given once, then the real part answers."""

    def __init__(self) -> None:
        self.prepared: dict[str, deque[tuple[int, bytes]]] = defaultdict(deque)

    def fail(
        self,
        operation: str,
        code: str,
        *,
        times: int = 1,
        status: int = 400,
        message: str = "Refused.",
        **members: str,
    ) -> None:
        """Let the next calls of an operation ("iam.GetRole") end in an error."""
        if operation.split(".")[0] in XML_SERVICES:
            inner = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
            body = f"<ErrorResponse>{inner}</ErrorResponse>"
        else:
            body = json.dumps({"__type": code, "Message": message, **members})
        for _ in range(times):
            self.prepared[operation].append((status, body.encode()))

    def answer(self, operation: str, body: dict[str, Any] | str, *, times: int = 1) -> None:
        """Let the next calls of an operation end in this answer, a dict for JSON, else XML."""
        text = body if isinstance(body, str) else json.dumps(body)
        for _ in range(times):
            self.prepared[operation].append((200, text.encode()))

    def watch(self, session: boto3.Session) -> None:
        """Stand between a session and the network, before moto does."""
        send: Any = self.send
        session.events.register_first("before-send", send)

    def send(self, request: AWSRequest, event_name: str, **_: object) -> AWSResponse | None:
        """Answer a request in the network's place, None when nothing was prepared for it."""
        waiting = self.prepared[event_name.removeprefix("before-send.")]
        if not waiting:
            return None
        status, body = waiting.popleft()
        # botocore lets every handler of this event run; moto must not act on this request.
        request.url = "http://prepared.invalid/"
        return AWSResponse(request.url, status, HTTPHeaders(), _Body(body))
