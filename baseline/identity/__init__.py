"""Groups of people and their policies as data: who may do what in the management account.

The constructs only place these values; nothing here needs the CDK or an AWS client. There are no
users here: people are added to groups by hand, and nobody has a policy of their own.
"""

from __future__ import annotations

from baseline.identity.groups import GROUPS
from baseline.identity.model import Group, IdentityContext, IdentityPolicy

__all__ = ["GROUPS", "Group", "IdentityContext", "IdentityPolicy"]
