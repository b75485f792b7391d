"""The quotas of AWS Organizations that policies must fit, as dated data, and the check of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from baseline.guardrails.bundles import BundledPolicy
from baseline.guardrails.policy_types import PolicyType
from baseline.policy.documents import non_ascii, size_chars


@dataclass(frozen=True)
class Quotas:
    """One published set of limits for a type of policy.

    `policy_chars` counts the characters of one policy, `attachments` the policies attached
    directly to one target, the `managed` one among them that AWS attaches everywhere by itself.
    `since` is none for the set that was there before AWS dated its changes.
    """

    since: date | None
    policy_chars: int
    attachments: int
    source: str
    managed: str | None = None

    @property
    def taken(self) -> int:
        """How many attachments AWS itself takes of each target."""
        return 0 if self.managed is None else 1


OLDER = Quotas(
    since=None,
    policy_chars=5_120,
    attachments=5,
    source="AWS Organizations user guide, Quotas and service limits, as valid until 2026-05-14",
    managed="FullAWSAccess",
)
RAISED = Quotas(
    since=date(2026, 5, 15),
    policy_chars=10_240,
    attachments=10,
    source="AWS What's New, AWS Organizations increased SCP quotas, 2026-05-15",
    managed="FullAWSAccess",
)
IN_FORCE = OLDER
"""The set the baseline keeps to: it holds in every partition and leaves a fork room."""

_PAGE = "AWS Organizations user guide, Quotas and service limits, read 2026-11-24"
OF_OTHER_TYPES: Mapping[PolicyType, Quotas] = MappingProxyType(
    {
        PolicyType.RESOURCE_CONTROL: Quotas(None, 5_120, 5, _PAGE, "RCPFullAWSAccess"),
        PolicyType.EC2: Quotas(None, 10_000, 10, _PAGE),
        PolicyType.S3: Quotas(None, 10_000, 10, _PAGE),
        PolicyType.AI_SERVICES: Quotas(None, 2_500, 5, _PAGE),
        PolicyType.TAG: Quotas(None, 10_000, 10, _PAGE),
    }
)
"""The limits of every type but service control policies, which alone were raised."""

NAME_CHARS = 128
DESCRIPTION_CHARS = 512
"""Source: AWS Organizations API reference, CreatePolicy, Name and Description, read 2026-11-24."""


def quotas_of(policy_type: PolicyType, quotas: Quotas = IN_FORCE) -> Quotas:
    """Return the limits of a type; `quotas` are those of service control policies."""
    return OF_OTHER_TYPES.get(policy_type, quotas)


@dataclass(frozen=True)
class Excess:
    """What AWS would refuse on a target; `bundle` is none where it is not one policy alone."""

    target: str
    policy_type: PolicyType
    bundle: str | None
    what: str
    remedy: str

    def __str__(self) -> str:
        """Write the form `<where>: <what is wrong>, limit <n>; <what to do>`."""
        where = self.target if self.bundle is None else f"{self.target}/{self.bundle}"
        return f"Guardrails/{where}: {self.what}; {self.remedy}"


def excesses(
    policies_by_target: Mapping[str, Sequence[BundledPolicy]], quotas: Quotas = IN_FORCE
) -> Iterator[Excess]:
    """Yield every policy and target that AWS would refuse, in the order given."""
    for target, policies in policies_by_target.items():
        for policy_type, count in Counter(each.policy_type for each in policies).items():
            limits = quotas_of(policy_type, quotas)
            for told in _attachment_problems(policy_type, count, limits):
                yield Excess(target, policy_type, None, *told)
        for policy in policies:
            for told in _problems(policy, quotas_of(policy.policy_type, quotas)):
                yield Excess(target, policy.policy_type, policy.bundle, *told)


_Told = tuple[str, str]
"""What is wrong, and what to do."""


def _attachment_problems(policy_type: PolicyType, count: int, limits: Quotas) -> Iterator[_Told]:
    attached = count + limits.taken
    if attached > limits.attachments:
        among = f", {limits.managed} among them," if limits.managed else f" of {policy_type},"
        yield (
            f"{attached} policies attached{among} limit {limits.attachments}",
            "attach some guardrails to a unit above or below",
        )


def _problems(policy: BundledPolicy, quotas: Quotas) -> Iterator[_Told]:
    size = size_chars(policy.document)
    if size > quotas.policy_chars:
        yield f"policy is {size:,} characters, limit {quotas.policy_chars:,}", _remedy(policy)
    for character in non_ascii(policy.document):
        yield f"policy holds a character outside ASCII (got {character!r})", "write it in ASCII"
    sids = Counter(statement["Sid"] for statement in policy.document.get("Statement", ()))
    for sid in (sid for sid, count in sids.items() if count > 1):
        yield f"policy names a statement twice (got Sid {sid!r})", "give each its own Sid"
    if len(policy.name) > NAME_CHARS:
        yield (
            f"policy name is {len(policy.name)} characters, limit {NAME_CHARS}",
            "shorten the prefix or the unit's key",
        )
    if len(policy.description) > DESCRIPTION_CHARS:
        yield (
            f"policy description is {len(policy.description)} characters, "
            f"limit {DESCRIPTION_CHARS}",
            "shorten the description of the bundle",
        )
    yield from _ascii_problems("policy name", policy.name)
    yield from _ascii_problems("policy description", policy.description)


def _remedy(policy: BundledPolicy) -> str:
    if policy.policy_type is PolicyType.SERVICE_CONTROL:
        return (
            "attach some of its guardrails to a unit above or below, or shorten the prefix "
            "or the list of allowed regions"
        )
    return "name fewer guardrails, partner accounts or tags"


def _ascii_problems(what: str, text: str) -> Iterator[_Told]:
    for character in sorted({each for each in text if not each.isascii()}):
        yield f"{what} holds a character outside ASCII (got {character!r})", "write it in ASCII"
