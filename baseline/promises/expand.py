"""From a promise to the questions that the engine answers, each about one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from baseline.config.guardrail_context import guardrail_context
from baseline.config.rollout import rollout_of
from baseline.config.schema import ROOT
from baseline.guardrails import CATALOGUE
from baseline.identity import GROUPS
from baseline.policy.decide import Level
from baseline.policy.documents import Condition, document
from baseline.policy.proof.questions import Layers, Scope
from baseline.promises.declared import declared
from baseline.promises.model import Promise, Promises
from baseline.promises.scopes import MEMBER, UNBOUND, kept_away, made_by, scopes
from baseline.promises.subject import ACCOUNT, FULL_ACCESS, Subject
from baseline.promises.words import Named, Words, joined, words_of

ADMINISTRATOR_ACCESS = Level("AdministratorAccess", [FULL_ACCESS])
"""The widest policy that AWS manages, attached beside those of a group."""


Ask = Literal["never", "always", "exactly"]


@dataclass(frozen=True)
class Question:
    """Whether every request, no request, or exactly these requests within others are denied.

    `place` says whose policies are asked about: a target's key, a group, or a role.
    """

    ask: Ask
    place: str
    scopes: tuple[Scope, ...]
    layers: Layers
    within: Scope | None = None


def questions(promise: Promise, promises: Promises, subject: Subject) -> tuple[Question, ...]:
    """Write every question of a promise; none if it binds nothing in this configuration."""
    expand = _trusted if promise.role is not None else _EXPANSIONS[promise.kind]
    asked = expand(promise, promises, subject)
    # Calls that all need a value out of an empty list are none: nothing is asked about them.
    return tuple(each for each in asked if each.scopes or each.ask == "exactly")


def spared(promise: Promise, subject: Subject) -> tuple[str, ...]:
    """List the roles of which a promise does not speak because the configuration exempts them."""
    if promise.kind != "never" or promise.callers or promise.where.guardrail is None:
        return ()
    return guardrail_context(subject.config).exempt_arns(promise.where.guardrail)


def _words(promises: Promises, subject: Subject, group: str | None = None) -> Words:
    """Find what the words in braces stand for."""
    config, rollout = subject.config, rollout_of(subject.config)
    named = Named(
        partition=config.partition,
        prefix=config.prefix,
        home_region=config.home_region,
        regions=config.allowed_regions,
        partners=rollout.context.partner_accounts if rollout else (),
        load_balancers=rollout.context.load_balancer_accounts if rollout else (),
    )
    words = words_of(named, account=ACCOUNT, protected=promises.protected, guarded=promises.guarded)
    if group is None:
        return words
    return replace(words, values={**words.values, "member_role": GROUPS[group].member_role})


def _denied(promise: Promise, promises: Promises, subject: Subject) -> Iterator[Question]:
    calls, callers = kept_away(promise, promises.callers, spared(promise, subject))
    meant = tuple(scopes(calls, _words(promises, subject), callers))
    for target in subject.places(promise.where):
        if promise.kind != "rcp":
            yield Question("never", target, meant, Layers(subject.levels(target)))
        elif subject.resource_levels(target):
            layers = Layers(resource=subject.resource_levels(target))
            yield Question(_ask(promise), target, meant, layers)


def _trusted(promise: Promise, promises: Promises, subject: Subject) -> Iterator[Question]:
    role = promise.role or ""
    meant = tuple(scopes(promise.calls, _words(promises, subject)))
    layers = Layers(identity=(_trust(role, subject),))
    yield Question(_ask(promise), f"role {role}", meant, layers)


def _ask(promise: Promise) -> Ask:
    return "always" if promise.allowed else "never"


def _trust(role: str, subject: Subject) -> Level:
    """Read a trust policy as the policy of whoever is in the account that it names.

    Raises:
        ValueError: if it names anybody else.
    """
    own = {"AWS": f"arn:{subject.config.partition}:iam::{ACCOUNT}:root"}
    statements = []
    for each in subject.trusts[role]["Statement"]:
        if each.get("Principal") != own:
            raise ValueError(f"trust of {role}: {each.get('Sid')} names {each.get('Principal')}")
        kept = {key: value for key, value in each.items() if key != "Principal"}
        statements.append({**kept, "Resource": "*"})
    return Level(f"trust of {role}", [{**document(), "Statement": statements}])


def _always(promise: Promise, promises: Promises, subject: Subject) -> Iterator[Question]:
    words = _words(promises, subject)
    meant = tuple(
        scope
        for work in promises.must_work
        for scope in scopes(work.calls, words, made_by([work.caller], promises.callers))
    )
    for target in subject.places(promise.where):
        layers = Layers(subject.levels(target))
        if _UNPLACED not in subject.guardrails(target):
            yield Question("always", target, meant, layers)
        elif target != ROOT:
            placed = tuple(replace(each, conditions=_placed(each)) for each in meant)
            yield Question("always", target, placed, layers)


_UNPLACED = "deny_unplaced_accounts"
"""Stops accounts right below the root, whoever must work there, until they are in a unit."""


def _placed(scope: Scope) -> Condition:
    """Speak of callers whose account stands in a unit, as AWS tells."""
    in_a_unit = {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["o-*/r-*/ou-*"]}}
    return joined([scope.conditions, in_a_unit])


def _exactly(promise: Promise, promises: Promises, subject: Subject) -> Iterator[Question]:
    config, words = subject.config, _words(promises, subject)
    context = guardrail_context(config)
    within = Scope(actions=("*",), conditions=UNBOUND)
    for target in subject.places(promise.where):
        meant = tuple(
            scope
            for name in dict.fromkeys(subject.guardrails(target))
            if name in CATALOGUE
            for scope in declared(name, context, words)
        )
        yield Question("exactly", target, meant, Layers(subject.levels(target)), within)


def _groups(promise: Promise, promises: Promises, subject: Subject) -> Iterator[Question]:
    first_login = subject.config.access.first_login_password_change
    if promise.where.first_login not in (None, first_login):
        return
    for group in promise.groups or subject.identity:
        if group in subject.identity and group not in promise.but_groups:
            beside = (ADMINISTRATOR_ACCESS,) if promise.beside else ()
            yield Question(
                _ask(promise),
                f"group {group}",
                tuple(scopes(promise.calls, _words(promises, subject, group), MEMBER)),
                Layers(identity=(*subject.identity[group], *beside)),
            )


_EXPANSIONS: Mapping[str, Callable[[Promise, Promises, Subject], Iterator[Question]]] = {
    "never": _denied,
    "becomes": _denied,
    "rcp": _denied,
    "always": _always,
    "exactly": _exactly,
    "groups": _groups,
}
