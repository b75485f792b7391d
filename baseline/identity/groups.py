"""Every group there is, with all its policies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from baseline.identity.administrators import ADMINISTRATORS
from baseline.identity.auditors import AUDITORS
from baseline.identity.billing import BILLING
from baseline.identity.developers import DEVELOPERS
from baseline.identity.mfa import REQUIRE_MFA
from baseline.identity.model import Group
from baseline.identity.self_service import SELF_SERVICE

GROUPS: Mapping[str, Group] = MappingProxyType(
    {
        policy.name: Group(policy.name, member_role, (REQUIRE_MFA, SELF_SERVICE, policy))
        for policy, member_role in (
            (ADMINISTRATORS, "administrator"),
            (DEVELOPERS, "developer"),
            (AUDITORS, "auditor"),
            (BILLING, "billing"),
        )
    }
)
"""By the configuration's word. Every group requires MFA."""
