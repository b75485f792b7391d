"""Who answers which service: ministack by default, moto or this package where it cannot."""

from __future__ import annotations

import asyncio

from .. import moto_bridge, organizations
from ..calls import Call, Request
from ..insights import log_groups
from ..refusal import RefusedError, Response
from . import (
    analyzers,
    budgets,
    cloudformation_access,
    cost_reports,
    data_exports,
    declared,
    keys,
    query_definitions,
    root_access,
    trails,
)

_ALTERNATE_CONTACTS = ("/putAlternateContact", "/getAlternateContact", "/deleteAlternateContact")


def account_of(call: Call) -> str:
    """The account a caller's credentials belong to; what is asked next is asked in its region."""
    from ministack.core.responses import (
        get_account_id,
        set_request_account_id,
        set_request_region,
    )

    set_request_account_id(call.access_key)
    set_request_region(call.region or None)
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
        if declared.is_governed(request, call):
            return await asyncio.to_thread(declared.refusal, call, account)
        if call.service == "access-analyzer":
            return analyzers.answer(request, call, account)
        if call.service == "bcm-data-exports":
            return await asyncio.to_thread(data_exports.answer, request, call, account)
        if call.service == "cur" and call.operation in cost_reports.OPERATIONS:
            await asyncio.to_thread(cost_reports.check, request, call, account)
        if call.service == "budgets" and call.operation in budgets.CHECKED:
            budgets.check(request)
        if call.service == "kms" and call.operation in keys.CHECKED:
            keys.check(request, account)
        if call.service == "cloudtrail" and call.operation in trails.INSIGHTS:
            return trails.insights(request, call, account)
        if call.service == "cloudtrail" and call.operation in trails.CHECKED:
            await asyncio.to_thread(trails.check, request, call, account)
        if call.service == "logs" and call.operation in query_definitions.OPERATIONS:
            return query_definitions.answer(request, call, account)
        if call.service == "logs" and call.operation == "TestMetricFilter":
            return log_groups.test_metric_filter(request)
    except RefusedError as refused:
        return refused.refusal.response(call.protocol)
    return None


__all__ = ["account_of", "answer", "moto_bridge"]
