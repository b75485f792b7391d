"""Every guardrail there is, one theme a file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from baseline.guardrails.catalogue.audit_keys import PROTECT_AUDIT_KEYS
from baseline.guardrails.catalogue.audit_trail import PROTECT_AUDIT_TRAIL
from baseline.guardrails.catalogue.log_bucket import PROTECT_LOG_BUCKET
from baseline.guardrails.catalogue.organization import DENY_LEAVE_ORGANIZATION
from baseline.guardrails.catalogue.regions import DENY_OTHER_REGIONS
from baseline.guardrails.catalogue.roles import PROTECT_BASELINE_ROLES
from baseline.guardrails.catalogue.root_user import DENY_MEMBER_ROOT_USER
from baseline.guardrails.catalogue.suspended import DENY_EVERYTHING
from baseline.guardrails.model import Guardrail

_ALL = (
    DENY_LEAVE_ORGANIZATION,
    DENY_MEMBER_ROOT_USER,
    PROTECT_BASELINE_ROLES,
    PROTECT_AUDIT_TRAIL,
    PROTECT_LOG_BUCKET,
    PROTECT_AUDIT_KEYS,
    DENY_OTHER_REGIONS,
    DENY_EVERYTHING,
)

CATALOGUE: Mapping[str, Guardrail] = MappingProxyType({each.name: each for each in _ALL})
