"""What a resource control guardrail is: a value that says whom it keeps away, why, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from baseline.guardrails.model import Denial
from baseline.policy.documents import Statement

ANY_ORGANIZATION = "o-exampleorgid"
"""Stands for the organization's id where a policy is read and judged, not deployed."""

LONGEST_ORGANIZATION = "o-" + "x" * 32
"""An id as long as AWS makes any. Source: AWS Organizations API reference, Organization, Id."""


@dataclass(frozen=True)
class ResourceContext:
    """The few facts that resource control guardrails are written with.

    The organization's id is known only when the organization is there, so a template holds a
    reference to it. `partner_accounts` are accounts outside that resources are shared with,
    `load_balancer_accounts` those of AWS from which load balancers write their logs.
    """

    organization_id: str = ANY_ORGANIZATION
    partner_accounts: tuple[str, ...] = ()
    load_balancer_accounts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResourceGuardrail:
    """One way in which nobody, from anywhere, shall reach what a member account holds.

    The fields mean what those of a guardrail mean. In `denies`, `{organization}` stands for the
    organization's id, `{partners}` for each partner account and `{load_balancers}` for each account
    that load balancers write from. AWS applies none of it to the
    management account's resources, to service-linked roles, to AWS managed keys, nor to
    `kms:RetireGrant`.

    Source: AWS Organizations user guide, Resource control policies, read 2026-11-24.
    """

    name: str
    sid: str
    why: str
    breaks: str
    source: str
    denies: tuple[Denial, ...]
    statements: Callable[[ResourceContext], tuple[Statement, ...]]


def filled(values: tuple[str, ...], context: ResourceContext) -> tuple[str, ...]:
    """Put the facts of a context in the place of what stands for them in a denial."""
    accounts = {
        "{partners}": context.partner_accounts,
        "{load_balancers}": context.load_balancer_accounts,
    }
    return tuple(
        each.replace("{organization}", context.organization_id)
        for value in values
        for each in accounts.get(value, (value,))
    )
