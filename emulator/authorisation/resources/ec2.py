"""Resources of EC2, which ids tell by their prefix."""

from __future__ import annotations

import re

from .. import reference
from ..access import Access, Place, text, walk
from ..operation import Operation
from . import generic, requested

_ID = re.compile(r"([a-z]+(?:-[a-z]+)*)-[0-9a-f]{8,17}")
# Source: Amazon EC2 API reference, resource ids; types of the Service Authorization Reference.
_KINDS = {
    "acl": "network-acl",
    "ami": "image",
    "cgw": "customer-gateway",
    "dopt": "dhcp-options",
    "eigw": "egress-only-internet-gateway",
    "eipalloc": "elastic-ip",
    "eni": "network-interface",
    "fl": "vpc-flow-log",
    "i": "instance",
    "igw": "internet-gateway",
    "key": "key-pair",
    "lt": "launch-template",
    "nat": "natgateway",
    "pcx": "vpc-peering-connection",
    "pl": "prefix-list",
    "rtb": "route-table",
    "sg": "security-group",
    "sgr": "security-group-rule",
    "snap": "snapshot",
    "subnet": "subnet",
    "tgw": "transit-gateway",
    "tgw-attach": "transit-gateway-attachment",
    "tgw-rtb": "transit-gateway-route-table",
    "vgw": "vpn-gateway",
    "vol": "volume",
    "vpc": "vpc",
    "vpce": "vpc-endpoint",
    "vpce-svc": "vpc-endpoint-service",
    "vpn": "vpn-connection",
}
_NAMED = {"KeyName": "key-pair", "PlacementGroup": "placement-group"}
_LAUNCHED = ("instance", "network-interface", "volume")
_CREATING = re.compile(r"(Create|Allocate|Copy|Import|Register|Request)(?P<noun>.+)")


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on every resource named by id, and on what it creates.

    Raises:
        UnmappedError: if the action has resource types and the request names none.
    """
    return tuple(
        Access(action, resource, requested.of_ec2(operation, resource))
        for action in actions
        for resource in _resources(operation, action, place)
    )


def _resources(operation: Operation, action: str, place: Place) -> tuple[str, ...]:
    types = set(reference.resource_types(action))
    if not types:
        return ("*",)
    found = [(kind, name) for kind, name in _mentioned(operation) if kind in types]
    if operation.name == "RunInstances":
        found += [(kind, "*") for kind in _LAUNCHED]
    elif made := _CREATING.match(operation.name):
        noun = made["noun"].lower()
        found += [(kind, "*") for kind in types if kind.replace("-", "") == noun]
        found += [("elastic-ip", "*")] if noun == "address" else []
    arns = [arn for kind, name in found if (arn := generic.filled_in("ec2", kind, name, place))]
    return tuple(dict.fromkeys(arns)) or generic.resources(operation, action, place)


def _mentioned(operation: Operation) -> list[tuple[str, str]]:
    found = []
    for _, value in walk(operation.parameters):
        known = _ID.fullmatch(value)
        if known and known[1] in _KINDS:
            found.append((_KINDS[known[1]], value))
    for member, kind in _NAMED.items():
        if name := text(operation.parameters, member):
            found.append((kind, name))
    return found
