"""The quotas of AWS Organizations that policies must fit, as dated data, and the check of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from baseline.guardrails.bundles import BundledPolicy
from baseline.policy.documents import non_ascii, size_chars


@dataclass(frozen=True)
class Quotas:
    """One published set of limits for service control policies.

    `policy_chars` counts the characters of one policy, `attachments` the policies attached
    directly to one target, the managed FullAWSAccess among them. `since` is none for the set that
    was there before AWS dated its changes.
    """

    since: date | None
    policy_chars: int
    attachments: int
    source: str


OLDER = Quotas(
    since=None,
    policy_chars=5_120,
    attachments=5,
    source="AWS Organizations user guide, Quotas and service limits, as valid until 2026-05-14",
)
RAISED = Quotas(
    since=date(2026, 5, 15),
    policy_chars=10_240,
    attachments=10,
    source="AWS What's New, AWS Organizations increased SCP quotas, 2026-05-15",
)
IN_FORCE = OLDER
"""The set the baseline keeps to: it holds in every partition and leaves a fork room."""

NAME_CHARS = 128
DESCRIPTION_CHARS = 512
"""Source: AWS Organizations API reference, CreatePolicy, Name and Description, read 2026-11-24."""

FULL_ACCESS_ATTACHMENTS = 1
"""FullAWSAccess stays attached to every target: without it nothing would be allowed there."""


def check(
    policies_by_target: Mapping[str, Sequence[BundledPolicy]], quotas: Quotas = IN_FORCE
) -> list[str]:
    """Name every policy and target that AWS would refuse, in the order given.

    Each line has the form `<where>: <what is wrong>, limit <n>; <what to do>`.
    """
    problems: list[str] = []
    for target, policies in policies_by_target.items():
        problems += _attachment_problems(target, policies, quotas)
        for policy in policies:
            where = f"Guardrails/{target}/{policy.bundle}"
            problems += [f"{where}: {problem}" for problem in _problems(policy, quotas)]
    return problems


def _attachment_problems(
    target: str, policies: Sequence[BundledPolicy], quotas: Quotas
) -> Iterator[str]:
    attached = len(policies) + FULL_ACCESS_ATTACHMENTS
    if attached > quotas.attachments:
        yield (
            f"Guardrails/{target}: {attached} policies attached, FullAWSAccess among them, "
            f"limit {quotas.attachments}; attach some guardrails to a unit above or below"
        )


def _problems(policy: BundledPolicy, quotas: Quotas) -> Iterator[str]:
    size = size_chars(policy.document)
    if size > quotas.policy_chars:
        yield (
            f"policy is {size:,} characters, limit {quotas.policy_chars:,}; "
            "attach some of its guardrails to a unit above or below, or shorten the prefix "
            "or the list of allowed regions"
        )
    for character in non_ascii(policy.document):
        yield f"policy holds a character outside ASCII (got {character!r}); write it in ASCII"
    sids = Counter(statement["Sid"] for statement in policy.document["Statement"])
    for sid in (sid for sid, count in sids.items() if count > 1):
        yield f"policy names a statement twice (got Sid {sid!r}); give each its own Sid"
    if len(policy.name) > NAME_CHARS:
        yield (
            f"policy name is {len(policy.name)} characters, limit {NAME_CHARS}; "
            "shorten the prefix or the unit's key"
        )
    if len(policy.description) > DESCRIPTION_CHARS:
        yield (
            f"policy description is {len(policy.description)} characters, "
            f"limit {DESCRIPTION_CHARS}; shorten the description of the bundle"
        )
    yield from _ascii_problems("policy name", policy.name)
    yield from _ascii_problems("policy description", policy.description)


def _ascii_problems(what: str, text: str) -> Iterator[str]:
    for character in sorted({each for each in text if not each.isascii()}):
        yield f"{what} holds a character outside ASCII (got {character!r}); write it in ASCII"
