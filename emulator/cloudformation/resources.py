"""Every resource is judged before it is provisioned, whatever type it has."""

from __future__ import annotations

from typing import Any

from ..faults import FAULTS
from ..lambda_functions import warm
from . import (
    custom_resources,
    deployment,
    existing,
    properties,
    replacement,
    schema_check,
    schemas,
    service_rules,
)

Made = tuple[str, dict[str, Any]]


class ResourceRefusedError(Exception):
    """A resource CloudFormation would not provision."""


def install() -> None:
    """Stand before ministack's provisioning."""
    from ministack.services.cloudformation import stacks

    provision, change = stacks._provision_resource, stacks._update_resource

    def judged_create(kind: str, logical_id: str, props: dict[str, Any], stack: str) -> Made:
        _judge(kind, logical_id, props)
        if existing.taken(kind, props):
            raise ResourceRefusedError(existing.reason(kind, props))
        made = deployment.creating(stack, kind, logical_id, props, provision)
        _finish(kind, made[0], {}, props)
        return made

    def judged_update(
        kind: str,
        physical_id: str,
        old: dict[str, Any],
        new: dict[str, Any],
        stack: str,
        logical_id: str | None = None,
        attributes: dict[str, Any] | None = None,
    ) -> Made:
        if old == new:
            return physical_id, attributes or {}
        _judge(kind, logical_id or physical_id, new)
        if custom_resources.is_custom(kind) and old.get("ServiceToken") != new["ServiceToken"]:
            if deployment.rolling_back():
                return physical_id, attributes or {}
            raise ResourceRefusedError("Modifying service token is not allowed.")
        replaced = replacement.changed_create_only(kind, old, new)
        if replaced and deployment.rollback_disabled():
            raise ResourceRefusedError(
                "Replacement type updates not supported on stack with disable-rollback."
            )
        made: Made = change(kind, physical_id, old, new, stack, logical_id, attributes)
        _finish(kind, made[0], {} if replaced else old, new)
        return made

    stacks._provision_resource = judged_create
    stacks._update_resource = judged_update


def _judge(kind: str, logical_id: str, props: dict[str, Any]) -> None:
    """Refuse a resource by a fault, its schema, or what its service checks.

    Raises:
        ResourceRefusedError: with CloudFormation's reason.
    """
    from ministack.core.responses import get_account_id, get_region

    injected = FAULTS.for_resource(kind, logical_id, get_account_id())
    if injected is not None:
        raise ResourceRefusedError(injected)
    own = properties.without_system_tags(props)
    if custom_resources.is_custom(kind):
        found = custom_resources.problems(own)
    else:
        document = schemas.schema(kind, get_region())
        if document is None:
            if kind == "AWS::CDK::Metadata":
                return
            raise ResourceRefusedError(
                f"Template format error: Unrecognized resource types: [{kind}]"
            )
        found = schema_check.problems(own, document)
    if found:
        raise ResourceRefusedError(
            f"Properties validation failed for resource {logical_id} with message: "
            f"[{', '.join(found)}]"
        )
    refused = properties.unapplied(kind, own) + service_rules.problems(kind, own)
    if refused:
        raise ResourceRefusedError("; ".join(refused))


def _finish(kind: str, physical_id: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    """Apply what ministack's own handler leaves out, and start functions early."""
    properties.apply(kind, physical_id, old, new)
    if kind == "AWS::Lambda::Function":
        warm(physical_id)
