"""Which guardrails hold for a call: those above the caller, and those above whose resource it is.

Only what denies is looked at: AWS's own policies that allow everything stay attached everywhere.

Source: AWS Organizations user guide, SCP evaluation, and Resource control policies (not for the
management account's resources, nor for services that are not on its list, nor for
`kms:RetireGrant`, nor for keys that AWS manages); AWS KMS developer guide, Resource control
policies in AWS KMS, and Allowing users in other accounts to use a KMS key (that takes a change of
the key's policy, which nobody can make of a key that AWS manages); read 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from baseline.policy.actions import Action
from baseline.policy.actions.resource_control import supporting_services
from baseline.policy.decide import FREE_OF_RESOURCE_CONTROL
from baseline.policy.parsed import parse
from baseline.policy.proof.rules import Placed
from baseline.replay.accounts import Accounts
from baseline.replay.keys import Record
from baseline.replay.possible import Masks
from baseline.replay.record import account, recipient
from baseline.replay.resources import NONE_NAMED, Resource
from baseline.review.guarded import ROOT, AttachedPolicy, Guarded

NOTHING: Masks = (0, 0)
UNKNOWN_UNIT = "it is not known which unit the account is in"
NO_RESOURCE = "AWS does not say whether resource control policies bind a call on no resource"
OWNER = "the record does not tell whose resource it is"
KEY = "the record does not tell whether AWS manages the key"


class Standing:
    """Statements with a bit each, and those that hold for sure, or may, at each place.

    Raises:
        UndecidedError: if a policy holds something that is not known.
    """

    def __init__(self, guarded: Guarded, accounts: Accounts) -> None:
        self.bits: list[Placed] = []
        self._accounts = accounts
        self._control = self._held(guarded, guarded.policies, principal=False)
        self._resource = self._held(guarded, guarded.resource_policies, principal=True)

    def of_caller(self, record: Record) -> Masks:
        """Return the service control policies above the account of who called."""
        return self._at(self._control, account(record))

    def of_owner(self, record: Record, action: Action) -> Masks:
        """Return the resource control policies above the account that a record is for."""
        if action.service not in supporting_services():
            return NOTHING
        if action.name.lower() == FREE_OF_RESOURCE_CONTROL:
            return NOTHING
        return self._at(self._resource, recipient(record))

    def _at(self, held: Mapping[str | None, Masks], account: str) -> Masks:
        if account == self._accounts.management:
            return NOTHING
        place = self._accounts.place(account)
        return held[place.key if place else None]

    def _held(
        self,
        guarded: Guarded,
        attached: Mapping[str, Iterable[AttachedPolicy]],
        *,
        principal: bool,
    ) -> Mapping[str | None, Masks]:
        """Add up what holds on the way to each place; without one, that may be everything."""
        own: dict[str, int] = {}
        for target, policies in attached.items():
            for policy in policies:
                for statement in parse(policy.document, principal=principal):
                    if statement.effect == "Deny":
                        own[target] = own.get(target, 0) | 1 << len(self.bits)
                        self.bits.append(Placed(target, statement))
        sums = {each.key: sum(own.get(key, 0) for key in each.chain) for each in guarded.places}
        found: dict[str | None, Masks] = {key: (bits, bits) for key, bits in sums.items()}
        found[None] = sums[ROOT], sum(own.values())
        return found


def doubt(resource: Resource, record: Record, action: Action) -> str | None:
    """Say why a resource may not be bound by what binds those of the account a record is for.

    None if it is bound; an empty text if it is another account's.
    """
    own = recipient(record)
    is_foreign = account(record) != own
    if resource.owner not in (None, own):
        return ""
    if resource == NONE_NAMED:
        return NO_RESOURCE
    if resource.owner is None and not is_foreign:
        return OWNER
    return KEY if action.service == "kms" and not is_foreign else None
