"""CloudFormation as a judge: schemas, replacements, protection, rollback and our own types."""

from __future__ import annotations

from . import (
    changes,
    conditions,
    custom_resources,
    deployment,
    events,
    looked_up,
    replacement,
    requests,
    resources,
)
from .schemas import schema
from .types import TYPES, clients


def install(endpoint: str) -> None:
    """Put our types and rules into ministack's CloudFormation."""
    from ministack.services.cloudformation import provisioners, stacks

    clients.use(endpoint)
    provisioners._RESOURCE_HANDLERS.update(TYPES)
    for resource_type in TYPES:
        tagging = (schema(resource_type, "us-east-1") or {}).get("tagging", {})
        if tagging.get("taggable"):
            name = tagging["tagProperty"].removeprefix("/properties/")
            provisioners._STACK_TAG_PROPERTY[resource_type] = (name, "list")
    blocking = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda kind: kind in TYPES or blocking(kind)
    conditions.install()
    changes.install()
    replacement.install()
    custom_resources.install()
    resources.install()
    events.install()
    deployment.install()
    requests.install()
    looked_up.install()
