"""The seam to authorisation: asked before any service answers, when it is switched on."""

from __future__ import annotations

import asyncio
import importlib
import inspect
from collections.abc import Callable, MutableMapping
from typing import Any

from .calls import Call, Request
from .refusal import Refusal, Response

_MODULE = "emulator.authorisation"


class GateError(RuntimeError):
    """Authorisation was asked for and is not there."""


class _Gate:
    on: bool = False
    check: Callable[..., Any] | None = None


def prepare() -> None:
    """Let authorisation, if it is there, remember sessions from the start on."""
    try:
        importlib.import_module(_MODULE).install()
    except (ImportError, AttributeError):
        return


def is_on() -> bool:
    """Whether requests are authorised now."""
    return _Gate.on


def switch(on: bool) -> None:
    """Switch authorisation on or off.

    Raises:
        GateError: if it is to be on and the module is missing.
    """
    if on:
        try:
            _Gate.check = importlib.import_module(_MODULE).check
        except (ImportError, AttributeError) as problem:
            raise GateError(
                f"authorisation: {_MODULE} is missing (got {problem}); leave it off"
            ) from problem
    _Gate.on = on


async def check(scope: MutableMapping[str, Any], request: Request, call: Call) -> Response | None:
    """The refusal of a request nobody may make; None lets it pass."""
    if not _Gate.on or _Gate.check is None:
        return None
    found = _Gate.check(dict(scope), dict(request.headers), request.body)
    if inspect.isawaitable(found):
        found = await asyncio.ensure_future(found)
    if found is None:
        return None
    return _rendered(found, call)


def _rendered(refusal: Any, call: Call) -> Response:
    """A refusal renders itself; ours takes the call's protocol, others know it."""
    if isinstance(refusal, Refusal):
        return refusal.response(call.protocol)
    if isinstance(refusal, tuple):
        status, headers, body = refusal
        return int(status), dict(headers), bytes(body)
    status, headers, body = refusal.response()
    return int(status), dict(headers), bytes(body)
