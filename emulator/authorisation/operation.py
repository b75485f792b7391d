"""Which AWS operation a request is, by botocore's service models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.model import ServiceModel

from . import models, parameters, routes
from .wire import Wire

_CBOR = "smithy-rpc-v2-cbor"
# S3 Control shares the signing name of S3; its paths begin with its version.
_S3_CONTROL = "/v20180820/"


@dataclass(frozen=True)
class Operation:
    """An operation with its parameters as sent: wire names in query protocols and JSON."""

    service: str
    prefix: str
    name: str
    protocol: str
    endpoint_prefix: str
    parameters: Mapping[str, Any]


class UnmappedError(Exception):
    """The request cannot be mapped to what IAM would judge; it is refused."""


def identify(wire: Wire, signing_name: str) -> Operation:
    """Find the operation of a request signed for a service.

    Raises:
        UnmappedError: saying what is missing.
    """
    prefix, services = models.models(signing_name)
    if not services:
        raise UnmappedError(f"no service model stands for the signing name '{signing_name}'")
    for protocol, names, find in (
        (_CBOR, (_CBOR,), _by_rpc_path if "smithy-protocol" in wire.headers else None),
        ("json", ("json",), _by_target if "x-amz-target" in wire.headers else None),
        ("query", ("query", "ec2"), _by_action if _action(wire) else None),
        ("rest", ("rest-json", "rest-xml"), _by_route),
    ):
        speaking = [s for s in services if set(models.protocols(s)) & set(names)]
        if find is None or (protocol == "query" and not speaking):
            continue
        for service in speaking:
            found = find(wire, service)
            if found is not None:
                return _made(prefix, service, *found)
        break
    raise UnmappedError(f"no operation of '{signing_name}' is called this way")


def protocol_of(wire: Wire, signing_name: str) -> str:
    """Return the protocol an error is answered in when the operation is not known."""
    if "smithy-protocol" in wire.headers:
        return _CBOR
    if "x-amz-target" in wire.headers:
        return "json"
    if signing_name == "ec2":
        return "ec2"
    if _action(wire):
        return "query"
    return "rest-xml" if signing_name in ("s3", "route53", "cloudfront") else "rest-json"


_Found = tuple[str, str, Mapping[str, Any]]


def _made(
    prefix: str, service: ServiceModel, name: str, protocol: str, given: Mapping[str, Any]
) -> Operation:
    return Operation(service.service_name, prefix, name, protocol, service.endpoint_prefix, given)


def _action(wire: Wire) -> str:
    return (wire.form.get("Action") or wire.query.get("Action") or [""])[0]


def _by_rpc_path(wire: Wire, service: ServiceModel) -> _Found | None:
    parts = wire.path.strip("/").split("/")
    target = service.metadata.get("targetPrefix")
    if len(parts) != 4 or parts[::2] != ["service", "operation"] or parts[1] != target:
        return None
    if parts[3] not in service.operation_names:
        return None
    return parts[3], _CBOR, parameters.from_cbor(wire)


def _by_target(wire: Wire, service: ServiceModel) -> _Found | None:
    target, _, name = wire.headers["x-amz-target"].rpartition(".")
    if target != service.metadata.get("targetPrefix") or name not in service.operation_names:
        return None
    return name, "json", parameters.from_json(wire)


def _by_action(wire: Wire, service: ServiceModel) -> _Found | None:
    name, version = _action(wire), (wire.form.get("Version") or wire.query.get("Version") or [""])
    if version[0] not in ("", service.api_version) or name not in service.operation_names:
        return None
    protocol = "ec2" if "ec2" in models.protocols(service) else "query"
    return name, protocol, parameters.from_query(wire)


def _by_route(wire: Wire, service: ServiceModel) -> _Found | None:
    is_control = wire.path.startswith(_S3_CONTROL)
    if service.service_name in ("s3", "s3control") and is_control != (
        service.service_name == "s3control"
    ):
        return None
    path = wire.bucket_path if service.service_name == "s3" else wire.path
    found = routes.match(service, wire, path)
    if found is None:
        return None
    operation, labels = found
    protocol = next(p for p in models.protocols(service) if p.startswith("rest-"))
    return operation.name, protocol, parameters.from_rest(wire, operation, labels)
