"""Listen to a request and its answer, and hand what is a management event to the recorder."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..authorisation import encrypted_objects, principal, wire
from ..authorisation.principal import Principal
from ..calls import Call, Request, identify
from . import trails
from .heard import Heard
from .recorder import RECORDER

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

# Data events, which no trail of management events has, and calls CloudTrail does not record.
# Source: "Logging data events" in the CloudTrail User Guide and "Logging API calls" of each
# service's guide.
_NOT_RECORDED: dict[str, frozenset[str]] = {
    "s3": frozenset(
        (
            *("DeleteObject", "DeleteObjects", "HeadBucket"),
            *("ListObjects", "ListObjectsV2", "ListObjectVersions"),
            *("UploadPart", "UploadPartCopy", "ListParts"),
            *("CompleteMultipartUpload", "AbortMultipartUpload", "ListMultipartUploads"),
            *("GetObjectTagging", "PutObjectTagging", "DeleteObjectTagging", "GetObjectAcl"),
            *("PutObjectAcl", "GetObjectAttributes", "GetObjectRetention", "PutObjectRetention"),
            *("GetObjectLegalHold", "PutObjectLegalHold", "RestoreObject", "SelectObjectContent"),
        )
    ),
    "lambda": frozenset(("Invoke", "InvokeAsync", "InvokeWithResponseStream")),
    "logs": frozenset(("PutLogEvents", "GetLogEvents", "FilterLogEvents", "GetLogRecord")),
    "monitoring": frozenset(("PutMetricData", "GetMetricData", "GetMetricStatistics")),
    "sns": frozenset(("Publish", "PublishBatch")),
    "sqs": frozenset(
        ("SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage", "DeleteMessageBatch")
    ),
    "dynamodb": frozenset(
        (
            *("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"),
            *("BatchGetItem", "BatchWriteItem", "TransactGetItems", "TransactWriteItems"),
        )
    ),
}


@dataclass
class Listener:
    """Passes an answer on and remembers it."""

    forward: Send
    wire: wire.Wire | None = None
    call: Call | None = None
    caller: Principal | None = None
    trails: tuple[trails.Trail, ...] = ()
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on; the call is on record before the last one leaves."""
        if self.caller is not None:
            self._hear(message)
        await self.forward(message)

    def _hear(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
            self.headers = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in message.get("headers", [])
            }
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"") if self.status >= 400 else b""
            if not message.get("more_body"):
                self._note()

    def _note(self) -> None:
        if self.wire is None or self.call is None or self.caller is None:
            return
        taking = trails.logging_for(self.caller.account)
        known = {trail.arn for trail in self.trails}
        every = (*self.trails, *(trail for trail in taking if trail.arn not in known))
        if every:
            RECORDER.add(
                Heard(
                    self.wire,
                    self.call,
                    self.caller,
                    datetime.now(UTC),
                    every,
                    self.status,
                    self.headers,
                    bytes(self.body),
                )
            )
        self.caller = None


def listen(scope: MutableMapping[str, Any], request: Request, send: Send) -> Listener:
    """Begin to listen to a request; nothing is remembered where no trail could take it."""
    if request.path.startswith("/_") or not trails.any_trail():
        return Listener(send)
    call = identify(request)
    if not call.is_aws or call.operation in _NOT_RECORDED.get(call.service, ()):
        return Listener(send)
    # Of an object only the use of its key is recorded, which its content does not tell.
    is_object = call.service == "s3" and call.operation in encrypted_objects.OPERATIONS
    seen = wire.read(scope, request.headers, b"" if is_object else request.body)
    if seen.credential is None:
        return Listener(send)
    try:
        caller = principal.resolve(seen.credential)
    except principal.UnknownCallerError:
        return Listener(send)
    return Listener(send, seen, call, caller, trails.logging_for(caller.account))
