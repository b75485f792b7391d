"""Every guardrail there is, one theme a file; those that a fork adds come last."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from baseline.guardrails.catalogue.account import DENY_REGION_OPT_IN, PROTECT_ACCOUNT_SETTINGS
from baseline.guardrails.catalogue.audit_keys import PROTECT_AUDIT_KEYS
from baseline.guardrails.catalogue.audit_trail import PROTECT_AUDIT_TRAIL
from baseline.guardrails.catalogue.baseline_resources import PROTECT_BASELINE_RESOURCES
from baseline.guardrails.catalogue.boundaries import PROTECT_PERMISSIONS_BOUNDARIES
from baseline.guardrails.catalogue.detection import PROTECT_DETECTION
from baseline.guardrails.catalogue.detection_settings import PROTECT_DETECTION_SETTINGS
from baseline.guardrails.catalogue.encryption import (
    DENY_UNENCRYPTED_STORAGE,
    PROTECT_DEFAULT_ENCRYPTION,
)
from baseline.guardrails.catalogue.log_bucket import PROTECT_LOG_BUCKET
from baseline.guardrails.catalogue.machines import DENY_LARGE_INSTANCES
from baseline.guardrails.catalogue.network import (
    DENY_DEFAULT_VPC,
    DENY_INTERNET_GATEWAYS,
    DENY_VPC_PEERING,
    DENY_VPN_CONNECTIONS,
)
from baseline.guardrails.catalogue.new_accounts import DENY_UNPLACED_ACCOUNTS
from baseline.guardrails.catalogue.organization import DENY_LEAVE_ORGANIZATION
from baseline.guardrails.catalogue.people import (
    DENY_IAM_USERS,
    PROTECT_IDENTITY_PROVIDERS,
    PROTECT_PASSWORD_POLICY,
)
from baseline.guardrails.catalogue.public_access import (
    DENY_PUBLIC_BUCKET_ACLS,
    DENY_PUBLIC_SNAPSHOTS,
    PROTECT_PUBLIC_ACCESS_BLOCKS,
)
from baseline.guardrails.catalogue.purchases import (
    DENY_COMMITMENTS,
    DENY_DOMAIN_REGISTRATION,
    DENY_MARKETPLACE,
)
from baseline.guardrails.catalogue.regions import DENY_OTHER_REGIONS
from baseline.guardrails.catalogue.roles import PROTECT_BASELINE_ROLES
from baseline.guardrails.catalogue.root_user import DENY_MEMBER_ROOT_USER
from baseline.guardrails.catalogue.suspended import DENY_EVERYTHING
from baseline.guardrails.catalogue.trusted_access import PROTECT_TRUSTED_ACCESS
from baseline.guardrails.model import Guardrail
from baseline.guardrails.own_guardrails import own_guardrails

_SHIPPED = (
    # For every account, from its first minute.
    DENY_LEAVE_ORGANIZATION,
    DENY_MEMBER_ROOT_USER,
    PROTECT_BASELINE_ROLES,
    PROTECT_AUDIT_TRAIL,
    PROTECT_LOG_BUCKET,
    PROTECT_AUDIT_KEYS,
    PROTECT_ACCOUNT_SETTINGS,
    DENY_REGION_OPT_IN,
    PROTECT_TRUSTED_ACCESS,
    PROTECT_BASELINE_RESOURCES,
    PROTECT_DETECTION,
    # For every account that stands in no unit yet, where wanted.
    DENY_UNPLACED_ACCOUNTS,
    # For units, each where it fits.
    PROTECT_DETECTION_SETTINGS,
    DENY_IAM_USERS,
    PROTECT_PASSWORD_POLICY,
    PROTECT_IDENTITY_PROVIDERS,
    PROTECT_PERMISSIONS_BOUNDARIES,
    PROTECT_PUBLIC_ACCESS_BLOCKS,
    DENY_PUBLIC_BUCKET_ACLS,
    DENY_PUBLIC_SNAPSHOTS,
    PROTECT_DEFAULT_ENCRYPTION,
    DENY_UNENCRYPTED_STORAGE,
    DENY_INTERNET_GATEWAYS,
    DENY_VPC_PEERING,
    DENY_VPN_CONNECTIONS,
    DENY_DEFAULT_VPC,
    DENY_LARGE_INSTANCES,
    DENY_COMMITMENTS,
    DENY_MARKETPLACE,
    DENY_DOMAIN_REGISTRATION,
    DENY_OTHER_REGIONS,
    DENY_EVERYTHING,
)

SHIPPED: Mapping[str, Guardrail] = MappingProxyType({each.name: each for each in _SHIPPED})
OWN = own_guardrails(SHIPPED)
"""What a fork adds; who reads a configuration refuses to go on where there are mistakes in it."""
CATALOGUE: Mapping[str, Guardrail] = MappingProxyType(
    {**SHIPPED, **{each.guardrail.name: each.guardrail for each in OWN.written}}
)
