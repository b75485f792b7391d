"""What a change of guardrails must not touch: work that must go on, and protected resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from baseline.policy.documents import Condition
from baseline.policy.parsed import ParsedStatement
from baseline.policy.proof.questions import Scope
from baseline.promises.read import promised
from baseline.promises.scopes import kept_away, made_by, scopes, writing
from baseline.promises.words import Named, Words, joined, words_of
from baseline.review.asked_callers import load_balancers, partners
from baseline.review.callers import ACCOUNT, known_callers
from baseline.review.guarded import Guarded

_FROM_INSIDE: Condition = {
    "StringEquals": {"aws:PrincipalOrgID": ["{organization}"]},
    "Bool": {"aws:PrincipalIsAWSService": ["false"], "aws:SecureTransport": ["true"]},
}


class Watched:
    """The requests that a change must not touch, each with the name that it is told by."""

    def __init__(self, guarded: Guarded) -> None:
        self._words = _words(guarded)

    def work(self, *, of_resources: bool = False) -> list[tuple[str, ParsedStatement]]:
        """Return what must work, in the home region where the region matters.

        With `of_resources` it reaches resources of the organization: from inside it by TLS, or as
        the promises about resource control policies tell.
        """
        return self._reaching if of_resources else self._calling

    @cached_property
    def _calling(self) -> list[tuple[str, ParsedStatement]]:
        callers = promised().callers
        return [
            (work.name, scope.statement())
            for work in promised().must_work
            for scope in scopes(work.calls, self._words, made_by([work.caller], callers))
        ]

    @cached_property
    def _reaching(self) -> list[tuple[str, ParsedStatement]]:
        callers = promised().callers
        allowed = (each for each in promised().promises if each.kind == "rcp" and each.allowed)
        asked = [
            *(
                (each.name, each.calls, joined([_FROM_INSIDE, made_by([each.caller], callers)]))
                for each in promised().must_work
            ),
            *(
                (each.name, each.calls, made_by(each.callers, callers) if each.callers else {})
                for each in allowed
            ),
        ]
        return [
            (name, scope.statement())
            for name, calls, condition in asked
            for scope in scopes(calls, self._words, condition)
        ]

    @cached_property
    def protected(self) -> list[tuple[str, ParsedStatement]]:
        """What promises keep from protected resources, told by the resource's pattern.

        Whom they spare and what they leave opens nothing. On a resource that no promise names, it
        is every writing call of everybody.
        """
        return [
            (pattern, scope.statement())
            for written in promised().protected
            for pattern in self._words.filled([written])
            for scope in self._kept_from(written) or _all_writing(pattern)
        ]

    def _kept_from(self, written: str) -> list[Scope]:
        """List what promises deny of calls on a resource, by the pattern as it is written."""
        denying = (each for each in promised().promises if each.kind in ("never", "becomes"))
        meant = (kept_away(each, promised().callers) for each in denying if each.role is None)
        return [
            scope
            for calls, callers in meant
            for each in calls
            if written in each.resources
            for scope in scopes(
                [each.model_copy(update={"resources": (written,)})], self._words, callers
            )
        ]


def _all_writing(pattern: str) -> list[Scope]:
    actions = tuple(writing(pattern.split(":")[2], (pattern,)))
    return [Scope(actions, resources=(pattern,))] if actions else []


def callers_by_pattern(guarded: Guarded) -> Mapping[str, str]:
    """Return how to call the callers whom a pattern of `aws:PrincipalArn` is about."""
    told = {
        each.name: each.told
        for each in known_callers(guarded.prefix, guarded.partition, guarded.home_region)
    }
    return {
        arn: told[name]
        for name, caller in promised().callers.items()
        for arn in _words(guarded).filled(caller.arns)
        if name in told
    }


def _words(guarded: Guarded) -> Words:
    named = Named(
        partition=guarded.partition,
        prefix=guarded.prefix,
        home_region=guarded.home_region,
        regions=(guarded.home_region,),
        partners=tuple(partners(guarded)),
        load_balancers=tuple(load_balancers(guarded)),
    )
    listed = promised()
    return words_of(named, account=ACCOUNT, protected=listed.protected, guarded=listed.guarded)
