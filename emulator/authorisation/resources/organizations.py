"""Resources of Organizations: ARNs of ids, as the organization's own state has them."""

from __future__ import annotations

import re

from .. import organization, reference
from ..access import Access, Place, on_each, text, walk
from ..operation import Operation
from . import generic

_KINDS = (
    (re.compile(r"\d{12}"), ("account",)),
    (re.compile(r"ou-[0-9a-z-]+"), ("organizationalunit",)),
    (re.compile(r"r-[0-9a-z]+"), ("root",)),
    (re.compile(r"p-[0-9A-Za-z_]+"), ("policy", "awspolicy")),
    (re.compile(r"h-[0-9a-z]+"), ("handshake",)),
    (re.compile(r"rp-[0-9A-Za-z_]+"), ("resourcepolicy",)),
)


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on every account, unit, root and policy that the request names.

    Raises:
        UnmappedError: if the action has resource types and the request names none.
    """
    keys = _keys(operation)
    return on_each(actions, lambda action: _resources(operation, action, place), keys)


def _resources(operation: Operation, action: str, place: Place) -> tuple[str, ...]:
    types = set(reference.resource_types(action))
    if not types:
        return ("*",)
    found = organization.of_account(place.account)
    named = []
    for _, value in walk(operation.parameters):
        for pattern, kinds in _KINDS:
            if pattern.fullmatch(value) and types & set(kinds):
                named.append(_arn(found, kinds[0], value, place))
    if named:
        return tuple(dict.fromkeys(named))
    if operation.name in ("InviteAccountToOrganization", "PutResourcePolicy"):
        return ("*",)
    return generic.unnamed(operation, action, place)


def _arn(found: organization.Organization | None, kind: str, value: str, place: Place) -> str:
    if found is None:
        return place.arn("organizations", f"{kind}/{value}", region=False)
    known = found.arns.get(value)
    if known is not None:
        return known
    word = "ou" if kind == "organizationalunit" else kind
    owner = f"arn:{place.partition}:organizations::{found.management_account}"
    return f"{owner}:{word}/{found.id}/{value}"


def _keys(operation: Operation) -> dict[str, str]:
    given = operation.parameters
    keys = {
        "organizations:policytype": text(given, "PolicyType", "Type", "Filter"),
        "organizations:serviceprincipal": text(given, "ServicePrincipal"),
    }
    return {name: value for name, value in keys.items() if value}
