"""Sessions asked for with an MFA device: refused when the code is wrong.

This holds with authorisation off too; what the code proves is judged only with it on.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from . import callers, mfa
from .principal import Principal

OPERATIONS = frozenset({"AssumeRole", "GetSessionToken"})


def failure(caller: Principal, serial: str, code: str) -> str:
    """Why a device and code prove nothing for this caller; empty when they do.

    An IAM user has to own the device; for an account's own key any device of it will do.
    """
    user = caller.name if caller.kind in ("user", "role", "federated") else None
    return mfa.failure(serial, code, user, caller.account)


def install() -> None:
    """Let ministack's STS check codes."""
    from ministack.services import iam, sts

    answer = sts.handle_request

    async def handle_request(
        method: str, path: str, headers: Any, body: bytes, query_params: Any
    ) -> Any:
        form = parse_qs(body.decode("utf-8", "replace")) if body else dict(query_params)
        serial = (form.get("SerialNumber") or [""])[0]
        if serial and (form.get("Action") or [""])[0] in OPERATIONS:
            caller = callers.of_headers(dict(headers))
            code = (form.get("TokenCode") or [""])[0]
            problem = failure(caller, serial, code) if caller is not None else ""
            if problem:
                return iam._error(403, "AccessDenied", problem, ns="sts")
        return await answer(method, path, headers, body, query_params)

    sts.handle_request = handle_request
