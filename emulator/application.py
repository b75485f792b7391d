"""The ASGI application: judge each request first, then let the right service answer."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from . import control, gate, hold, ministack_patches, private_names, recording, services
from .calls import Request, identify
from .faults import FAULTS
from .insights import log_groups
from .refusal import Refusal, Response

if TYPE_CHECKING:
    from .server import Options

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MARK = "x-account-baseline-emulator"
"""Header of every response: how a client tells this emulator from AWS."""


def application(options: Options, port: int) -> Any:
    """Prepare ministack and wrap its application.

    Raises:
        PrivateNameError: if ministack or moto lack a name we lean on.
    """
    private_names.check()
    ministack_patches.install(port)
    log_groups.install()
    recording.install()
    services.trails.install()
    from ministack.app import app as ministack_app

    async def wrapped(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await ministack_app(scope, receive, send)
            return
        request = await _read(scope, receive)
        if request is None:
            return
        heard = recording.listen(scope, request, _marking(send)).send
        answer = await _answer(scope, request)
        if answer is not None:
            await respond(heard, answer, request.method)
            return
        held = hold.start(request, options.hold_seconds)
        await ministack_app(scope, _replay(request.body, receive), held.sender(heard))
        await held.release(heard)

    return wrapped


async def _answer(scope: MutableMapping[str, Any], request: Request) -> Response | None:
    """The answer of somebody before ministack: control, a fault, a refusal, our services."""
    if request.path.startswith("/_emulator/"):
        return await control.handle(request)
    call = identify(request)
    if not call.is_aws:
        # What nobody can name is judged too, and refused: it would reach ministack unseen.
        own = request.path.startswith("/_ministack/")
        return None if own else await gate.check(scope, request, call)
    account = services.account_of(call)
    fault = FAULTS.for_call(call, account)
    if fault is not None:
        return fault.response(call.protocol)
    if call.service != "custom-resource":
        refusal = await gate.check(scope, request, call)
        if refusal is not None:
            return refusal
    try:
        return await services.answer(request, call, account)
    except Exception as problem:
        traceback.print_exc()
        failure = Refusal("InternalFailure", f"emulator: {problem!r}", 500)
        return failure.response(call.protocol)


async def _read(scope: MutableMapping[str, Any], receive: Receive) -> Request | None:
    """Read the whole request; None when the client went away."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    query = scope.get("query_string", b"").decode("latin-1")
    return Request(scope["method"], scope["path"], query, headers, bytes(body))


def _replay(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read already to the application that wants to read it."""
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


def _marking(send: Send) -> Send:
    """Add the emulator's header to the response that passes."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*message.get("headers", []), (MARK.encode(), b"true")]
            message = {**message, "headers": headers}
        await send(message)

    return marked


async def respond(send: Send, answer: Response, method: str = "GET") -> None:
    """Send a complete answer."""
    status, headers, body = answer
    kept = {
        name.lower(): value
        for name, value in headers.items()
        if name.lower() not in ("content-length", "transfer-encoding", "connection")
    }
    kept["content-length"] = str(len(body))
    encoded = [
        (name.encode("latin-1"), str(value).encode("latin-1")) for name, value in kept.items()
    ]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})
