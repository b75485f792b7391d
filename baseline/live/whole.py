"""Looks at the organization from the other side: what is there that no template names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from botocore.exceptions import ClientError

from baseline.live.failure import told
from baseline.live.organization import FULL_ACCESS, Organization
from baseline.output.finding import Finding, compared, unknown

SUBJECT = "The organization"


def organization_findings(
    organization: Organization, *, prefix: str, ours: Iterable[str]
) -> Iterator[Finding]:
    """Yield whether nothing is left over and AWS's own full access is attached everywhere.

    Args:
        prefix: what the names of the baseline's own things start with.
        ours: the ids of the units and policies that the stacks hold.
    """
    try:
        yield from _findings(organization, prefix, set(ours))
    except ClientError as error:
        yield unknown(SUBJECT, "units, accounts and policies", told(error))


def _findings(organization: Organization, prefix: str, ours: set[str]) -> Iterator[Finding]:
    left_over = {
        "policies": organization.policies.items(),
        "units": [(unit_id, unit.name) for unit_id, unit in organization.units.items()],
    }
    for kind, named in left_over.items():
        if not prefix:
            yield unknown(SUBJECT, f"left-over {kind}", "the stacks' names have no common prefix")
            continue
        found = sorted(
            f"{name} ({each})"
            for each, name in named
            if name.startswith(prefix) and each not in ours
        )
        yield compared(
            SUBJECT, f"{kind} named {prefix}* that no template has", expected=[], found=found
        )
    targets = {
        organization.root_id: "the root",
        **{unit_id: f"unit {unit.name}" for unit_id, unit in organization.units.items()},
        **{account_id: f"account {account_id}" for account_id in organization.account_ids},
    }
    holding = organization.targets(FULL_ACCESS)
    without = sorted(name for each, name in targets.items() if each not in holding)
    yield compared(SUBJECT, "targets without FullAWSAccess", expected=[], found=without)
