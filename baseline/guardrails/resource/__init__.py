"""Every resource control guardrail there is: who may not reach what member accounts hold."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from baseline.guardrails.resource.confused_deputy import DENY_CONFUSED_DEPUTY
from baseline.guardrails.resource.identities import DENY_OUTSIDE_IDENTITIES
from baseline.guardrails.resource.model import ResourceContext, ResourceGuardrail
from baseline.guardrails.resource.transport import DENY_INSECURE_TRANSPORT

__all__ = ["RESOURCE_GUARDRAILS", "ResourceContext", "ResourceGuardrail"]

RESOURCE_GUARDRAILS: Mapping[str, ResourceGuardrail] = MappingProxyType(
    {
        each.name: each
        for each in (DENY_INSECURE_TRANSPORT, DENY_OUTSIDE_IDENTITIES, DENY_CONFUSED_DEPUTY)
    }
)
