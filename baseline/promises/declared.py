"""What guardrails declare to deny, as scopes in policy syntax.

It reads `denies` alone and never a statement: the two are written apart, and a test holds that.
"""

from __future__ import annotations

from collections.abc import Mapping

from baseline.guardrails import CATALOGUE, Denial, GuardrailContext, Where, Who
from baseline.guardrails.global_services import HOME_REGIONS
from baseline.policy.documents import Condition
from baseline.policy.proof.questions import Scope
from baseline.promises.words import Words, joined

_STACKSETS: Condition = {
    "ArnNotLike": {"aws:PrincipalArn": ["arn:{partition}:iam::*:role/stacksets-exec-*"]}
}
_NO_CENTRAL_ROOT: Condition = {"Null": {"aws:AssumedRoot": ["true"]}}
_ROOT_USER: Condition = {
    "ArnLike": {"aws:PrincipalArn": ["arn:{partition}:iam::*:root"]},
    "Null": {"aws:AssumedRoot": ["true"]},
}

_EACH = "ForAllValues:"
_WITH_MANY_VALUES = frozenset({"aws:PrincipalOrgPaths"})

CALLERS: Mapping[Who, Condition] = {
    Who.EVERYBODY: {},
    Who.EVERYBODY_BUT_CENTRAL_ROOT: _NO_CENTRAL_ROOT,
    Who.EVERYBODY_BUT_STACKSETS: _STACKSETS,
    Who.EVERYBODY_BUT_STACKSETS_AND_CENTRAL_ROOT: {**_STACKSETS, **_NO_CENTRAL_ROOT},
    Who.EVERYBODY_BUT_THE_ORGANIZATION: {
        "ArnNotLike": {
            "aws:PrincipalArn": [
                "arn:{partition}:iam::*:role/stacksets-exec-*",
                "arn:{partition}:iam::*:role/OrganizationAccountAccessRole",
            ]
        },
        **_NO_CENTRAL_ROOT,
    },
    Who.ROOT_USER: _ROOT_USER,
}
"""The condition that only the callers meet that a denial speaks of."""


def declared(name: str, context: GuardrailContext, words: Words) -> tuple[Scope, ...]:
    """Write everything that a guardrail declares to deny."""
    exempt = context.exempt_arns(name)
    spared: Condition = {"ArnNotLike": {"aws:PrincipalArn": list(exempt)}} if exempt else {}
    return tuple(_scope(each, context, words, spared) for each in CATALOGUE[name].denies)


def _scope(denial: Denial, context: GuardrailContext, words: Words, spared: Condition) -> Scope:
    conditions = [CALLERS[denial.who], spared, _regions(denial.where, context)]
    if denial.aliases:
        aliases = list(denial.aliases)
        conditions.append({"ForAnyValue:StringEquals": {"kms:ResourceAliases": aliases}})
    conditions += [{"StringLike": {key: list(patterns)}} for key, patterns in denial.when]
    conditions += [_unless(key, list(patterns)) for key, patterns in denial.unless]
    return Scope(
        actions=denial.except_actions or denial.actions,
        not_actions=bool(denial.except_actions),
        resources=words.filled(denial.resources),
        conditions=words.condition(joined(conditions)),
    )


def _unless(key: str, patterns: list[str]) -> Condition:
    """Spare what has one of the values; what lacks the key is not spared."""
    if patterns == ["true"]:
        return {"BoolIfExists": {key: ["false"]}}
    if all(each.startswith("arn:") for each in patterns):
        return {"ArnNotLike": {key: patterns}}
    return {f"{_EACH if key in _WITH_MANY_VALUES else ''}StringNotLike": {key: patterns}}


def _regions(where: Where, context: GuardrailContext) -> Condition:
    if where == Where.ANYWHERE:
        return {}
    inside = list(context.allowed_regions)
    if where == Where.OUTSIDE_ALLOWED_AND_GLOBAL:
        inside += [each for each in HOME_REGIONS[context.partition] if each not in inside]
    return {"StringNotEquals": {"aws:RequestedRegion": inside}}
