"""The control endpoints, under `/_emulator/`; none of them is an AWS call.

| method and path | body | does |
|---|---|---|
| GET health | | `{"status": "ok", "authorisation": bool}` |
| GET, POST authorisation | `{"on": bool}` | authorises before any service answers |
| GET, POST, DELETE faults | `[{service, operation, code, ...}]` | calls that fail |
| | `[{resource_type, logical_id?, ...}]` | resources of stacks that fail |
| POST organizations | `{"account": "...", ...}` | how an organization starts; see `start` |
| GET, POST recorded | | delivers what trails record; `{"recorded": n, "files": n}` |

A fault takes `times` (1), `skip` (0: matches let through first), `message`, `account`
(any), and for a call `code` and `status` (400).
"""

from __future__ import annotations

import json
from typing import Any

from . import faults, gate, recording
from .calls import Request
from .organizations import start
from .refusal import Response


async def handle(request: Request) -> Response:
    """Answer a control request."""
    name = request.path.removeprefix("/_emulator/").strip("/")
    answer = _HANDLERS.get((request.method, name))
    if answer is None:
        return _json(404, {"error": f"no such control endpoint: {request.method} {name}"})
    try:
        given = json.loads(request.body) if request.body else None
        return _json(200, answer(given))
    except (ValueError, TypeError, KeyError, gate.GateError) as problem:
        return _json(400, {"error": str(problem)})


def _health(_: Any) -> dict[str, Any]:
    return {"status": "ok", "authorisation": gate.is_on()}


def _authorisation(given: Any) -> dict[str, Any]:
    if given is not None:
        if not isinstance(given, dict) or not isinstance(given.get("on"), bool):
            raise ValueError(f'authorisation: takes {{"on": true or false}} (got {given!r})')
        gate.switch(given["on"])
    return {"on": gate.is_on()}


def _list_faults(_: Any) -> dict[str, Any]:
    return {"faults": faults.FAULTS.listed()}


def _add_faults(given: Any) -> dict[str, Any]:
    entries = given if isinstance(given, list) else [given]
    faults.FAULTS.add([faults.parse(entry) for entry in entries])
    return _list_faults(None)


def _clear_faults(_: Any) -> dict[str, Any]:
    faults.FAULTS.clear()
    return _list_faults(None)


def _recorded(_: Any) -> dict[str, Any]:
    return dict(recording.RECORDER.flush())


_HANDLERS = {
    ("GET", "health"): _health,
    ("GET", "authorisation"): _authorisation,
    ("POST", "authorisation"): _authorisation,
    ("GET", "faults"): _list_faults,
    ("POST", "faults"): _add_faults,
    ("DELETE", "faults"): _clear_faults,
    ("POST", "organizations"): start.prepare,
    ("GET", "recorded"): _recorded,
    ("POST", "recorded"): _recorded,
}


def _json(status: int, document: Any) -> Response:
    return status, {"content-type": "application/json"}, json.dumps(document).encode()
