"""What guardrails would have said to a recorded call.

Only what denies is looked at: AWS's FullAWSAccess stays attached everywhere, so that nothing
is denied for want of an Allow. Identity policies said yes already, the call having gone through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from baseline.policy.actions import Action
from baseline.policy.parsed import parse
from baseline.replay.bits import Bits, Masks, bits_of
from baseline.replay.conditions import Missing
from baseline.replay.keys import value_of
from baseline.replay.resources import NONE_NAMED, Resource, resources
from baseline.review.guarded import ROOT, Guarded, Place

Outcome = Literal["denied", "not denied", "cannot tell"]


@dataclass(frozen=True)
class Verdict:
    """The answer to a call: by the Sid of a statement, and why it cannot be told."""

    outcome: Outcome
    sid: str = ""
    why: str = ""


NOT_DENIED = Verdict("not denied")
UNKNOWN_UNIT = "it is not known which unit the account is in"


class Judge:
    """Answers for the calls of every account of an organization.

    Raises:
        UndecidedError: if a policy holds something that is not known.
    """

    def __init__(self, guarded: Guarded) -> None:
        self._partition = guarded.partition
        standing = [
            (target, statement)
            for target, policies in guarded.policies.items()
            for policy in policies
            for statement in parse(policy.document)
            if statement.effect == "Deny"
        ]
        self._statements = [statement for _, statement in standing]
        self._bits = Bits(self._statements, guarded.partition)
        self._chains = {
            place.key: sum(1 << at for at, (key, _) in enumerate(standing) if key in place.chain)
            for place in guarded.places
        }

    def judge(
        self, place: Place | None, actions: tuple[Action, ...], record: Mapping[str, Any]
    ) -> Verdict:
        """Judge a call; without its account's place, what holds everywhere is all there is."""
        everywhere = self._chains[ROOT]
        held = everywhere if place is None else self._chains[place.key]
        found = self._judge(held, actions, record)
        if place is not None or found.outcome != "not denied":
            return found
        elsewhere = self._judge(self._bits.all & ~everywhere, actions, record)
        if elsewhere.outcome == "not denied":
            return found
        return Verdict("cannot tell", elsewhere.sid, UNKNOWN_UNIT)

    def _judge(self, held: int, actions: tuple[Action, ...], record: Mapping[str, Any]) -> Verdict:
        answers = [
            self._about(held, action, record, named=at == 0) for at, action in enumerate(actions)
        ]
        for outcome in ("denied", "cannot tell"):
            for answer in answers:
                if answer.outcome == outcome:
                    return answer
        return NOT_DENIED

    def _about(
        self, held: int, action: Action, record: Mapping[str, Any], *, named: bool
    ) -> Verdict:
        about, wherever, templates = self._bits.action(action)
        if not about & held:
            return NOT_DENIED
        given = record if named else {}
        on = tuple(resources(action, templates, given, self._partition)) or NONE_NAMED
        must = wherever & held
        may = must
        for resource in on:
            masks = self._bits.resource(resource)
            must |= masks.must & about & held
            may |= masks.may & about & held
        surely_on = must
        tested: dict[str, Masks] = {}
        for key, testing in self._bits.keys.items():
            if testing & may:
                tested[key] = masks = self._bits.value(key, value_of(key, record))
                must &= masks.must
                may &= masks.may
        if must:
            return Verdict("denied", self._sid(must))
        if may:
            at = next(iter(bits_of(may)))
            reasons = self._reasons(at, surely_on, tested, record, on)
            return Verdict("cannot tell", self._sid(may), "; ".join(reasons))
        return NOT_DENIED

    def _sid(self, bits: int) -> str:
        return self._statements[next(iter(bits_of(bits)))].sid or "(a statement without a Sid)"

    def _reasons(
        self,
        at: int,
        surely_on: int,
        tested: Mapping[str, Masks],
        record: Mapping[str, Any],
        on: tuple[Resource, ...],
    ) -> Iterator[str]:
        """Tell what the log would have to show for an answer."""
        bit = 1 << at
        if not surely_on & bit:
            kinds = sorted({_kind(each.arn) for each in on if self._bits.resource(each).may & bit})
            yield f"the record does not tell enough of the {' or '.join(kinds)}"
        for key, masks in tested.items():
            if not masks.must & bit:
                unseen = value_of(key, record) is Missing.UNSEEN
                yield f"{key} is not in the log" if unseen else f"{key} cannot be compared"


def _kind(arn: str) -> str:
    """Name the kind of an ARN, such as `iam role`."""
    _, _, service, _, _, rest, *_ = (*arn.split(":", 5), *[""] * 6)
    word = rest.replace("/", ":").partition(":")[0]
    return service if "*" in word or word == rest else f"{service} {word}"
