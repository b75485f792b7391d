"""Who answers which service: ministack by default, moto or this package where it cannot."""

from __future__ import annotations

import asyncio

from .. import moto_bridge, organizations
from ..calls import Call, Request
from ..refusal import RefusedError, Response
from . import cloudformation_access, root_access

_ALTERNATE_CONTACTS = ("/putAlternateContact", "/getAlternateContact", "/deleteAlternateContact")


def account_of(call: Call) -> str:
    """The account a caller's credentials belong to."""
    from ministack.core.responses import get_account_id, set_request_account_id

    set_request_account_id(call.access_key)
    return str(get_account_id())


async def answer(request: Request, call: Call, account: str) -> Response | None:
    """The answer of a service ministack is not asked for; None leaves it to ministack."""
    try:
        if call.service == "organizations":
            return await asyncio.to_thread(organizations.answer, request, call, account)
        if call.service == "account" and request.path.rstrip("/") in _ALTERNATE_CONTACTS:
            return await asyncio.to_thread(organizations.alternate_contact, request, account)
        if call.service == "cloudformation" and call.operation in cloudformation_access.OPERATIONS:
            return cloudformation_access.answer(call, account)
        if call.service == "iam" and call.operation in root_access.OPERATIONS:
            return root_access.answer(call, account)
    except RefusedError as refused:
        return refused.refusal.response(call.protocol)
    return None


__all__ = ["account_of", "answer", "moto_bridge"]
