"""The themes that guardrails are grouped by; each is a policy on every target that needs it."""

from __future__ import annotations

from types import MappingProxyType

BUNDLES = MappingProxyType(
    {
        "organization": "Keeps the account in its organization, and on its record.",
        "identity": "Keeps the root user idle and the baseline's own roles unchanged.",
        "protection": "Keeps detection on, and data closed and encrypted.",
        "limits": "Keeps networks closed and costs within bounds.",
        "regions": "Keeps work inside the allowed regions.",
        "suspended": "Stops everything in a suspended account.",
    }
)
"""What each bundle is for; the text is the description that people see in AWS."""
