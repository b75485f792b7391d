"""Hold the reply to a stack operation until the stack has settled.

The CDK CLI polls once at once and then every five seconds: a reply that comes when the
stack is done lets the first poll see the end. Other requests are served meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from .calls import Request, form_of

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

_HELD = ("CreateStack", "UpdateStack", "DeleteStack", "ExecuteChangeSet", "RollbackStack")
_POLL_SECONDS = 0.02


@dataclass
class Held:
    """What is kept back of one response; nothing where the request starts no operation."""

    stack: str = ""
    seconds: float = 0.0
    messages: list[Message] = field(default_factory=list)

    def sender(self, send: Send) -> Send:
        """Where the application sends: into our keeping, or straight on."""
        if not self.stack:
            return send

        async def keep(message: Message) -> None:
            self.messages.append(message)

        return keep

    async def release(self, send: Send) -> None:
        """Wait until the stack has settled or the time is over, then send what was kept."""
        if not self.stack:
            return
        started = any(message.get("status") == 200 for message in self.messages)
        if started:
            await self._settle()
        for message in self.messages:
            await send(message)

    async def _settle(self) -> None:
        end = asyncio.get_running_loop().time() + self.seconds
        while _in_progress(self.stack) and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(_POLL_SECONDS)


def start(request: Request, seconds: float) -> Held:
    """Decide whether the response to this request is to be held."""
    if request.method != "POST" or b"Action=" not in request.body:
        return Held()
    form = form_of(request)
    if form.get("Action") not in _HELD:
        return Held()
    return Held(stack=form.get("StackName") or form.get("ChangeSetName", ""), seconds=seconds)


def _in_progress(stack: str) -> bool:
    """Whether the stack is at work, in the account of the request that was just served.

    A deleted stack answers to its name no longer, so the latest one of that name is asked.
    """
    from ministack.services.cloudformation import _stacks
    from ministack.services.cloudformation.handlers import _resolve_stack

    found = _resolve_stack(stack) or _stacks.get(stack)
    status = (found or {}).get("StackStatus", "")
    return bool(status.endswith("_IN_PROGRESS")) and status != "REVIEW_IN_PROGRESS"
