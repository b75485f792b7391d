"""The guardrail of an account that is out of service."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement


def _deny_everything(_: GuardrailContext) -> tuple[Statement, ...]:
    return ({"Sid": "DenyEverything", "Effect": "Deny", "Action": "*", "Resource": "*"},)


DENY_EVERYTHING = Guardrail(
    name="deny_everything",
    sid="DenyEverything",
    bundle="suspended",
    default_place="units",
    why=(
        "An account whose credentials leaked, or that waits to be closed, must stop at once: "
        "whoever holds them can neither act nor read on. Moving the account into a unit with "
        "this guardrail is one call and is undone by another."
    ),
    breaks=(
        "Every workload, person, pipeline and central root session in the account, reading "
        "included; CloudFormation StackSets too. Only service-linked roles go on, because "
        "guardrails do not bind them. Investigate from outside: copies of logs, or the account "
        "moved to another unit."
    ),
    source=(
        "AWS Security Incident Response user guide, Containment, and AWS Organizations user "
        "guide, Service control policies, read 2026-11-24"
    ),
    denies=(Denial(actions=("*",), resources=("*",), who=Who.EVERYBODY),),
    statements=_deny_everything,
)
