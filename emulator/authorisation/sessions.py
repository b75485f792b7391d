"""What ministack forgets of a session and of a key: the MFA device, the user's account.

It keeps no trace of the MFA device a session was asked for with, and while its own
authorisation is off it serves an IAM user's key from the default account.
"""

from __future__ import annotations

import importlib
from contextvars import ContextVar
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

from . import mfa, state

MFA_SERIAL = "MfaSerial"
"""Member of a session that was asked for with an MFA device."""

_asked_with: ContextVar[str] = ContextVar("mfa_serial", default="")


class MissingNameError(RuntimeError):
    """ministack lacks a private name that authorisation leans on."""


@lru_cache(maxsize=1)
def install() -> None:
    """Make ministack remember; a second call does nothing.

    Raises:
        MissingNameError: naming every name that is gone.
    """
    missing = [
        f"{module}.{name}"
        for module, names in (*state.NAMES.items(), *mfa.NAMES.items())
        for name in names
        if not hasattr(importlib.import_module(module), name)
    ]
    if missing:
        raise MissingNameError(
            f"authorisation: names of ministack are gone (got none of: {', '.join(missing)}); "
            "install the pinned version"
        )
    _remember_mfa()
    _find_accounts_of_user_keys()


def account_of(access_key: str) -> str | None:
    """Return the account an access key acts in: its digits, its session's or its user's account."""
    from ministack.core.iam_evaluator import find_iam_access_key_account

    if len(access_key) == 12 and access_key.isdigit():
        return access_key
    if found := state.session(access_key):
        return str(found.get("AccountId") or found["Arn"].split(":")[4])
    account: str | None = find_iam_access_key_account(access_key)
    return account


def _remember_mfa() -> None:
    from ministack.services import sts

    answer, register = sts.handle_request, sts.register_session

    async def handle_request(
        method: str, path: str, headers: Any, body: bytes, query_params: Any
    ) -> Any:
        form = parse_qs(body.decode("utf-8", "replace")) if body else {}
        serial = (form.get("SerialNumber") or query_params.get("SerialNumber") or [""])[0]
        token = _asked_with.set(serial)
        try:
            return await answer(method, path, headers, body, query_params)
        finally:
            _asked_with.reset(token)

    def register_session(access_key: str, session: dict[str, Any]) -> None:
        if _asked_with.get():
            session = {**session, MFA_SERIAL: _asked_with.get()}
        register(access_key, session)

    sts.handle_request, sts.register_session = handle_request, register_session


def _find_accounts_of_user_keys() -> None:
    import ministack.app as application

    set_account = application.set_request_account_id

    def set_request_account_id(access_key: str) -> None:
        set_account(account_of(access_key) or access_key)

    application.set_request_account_id = set_request_account_id
