"""Asks of a grid of requests whether what a guardrail declares is what its statements deny.

Declarations and statements are written apart; this reads each in its own way and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from baseline.guardrails import Denial, Guardrail, GuardrailContext, Where, Who
from baseline.policy.decide import Level, Request, decide
from baseline.policy.documents import document
from tests.guardrails.calls import ACCOUNT, ALIASES, Call, of_services, on_resources
from tests.guardrails.decision_table import FULL_ACCESS
from tests.guardrails.declared_calls import declared_calls

CONTEXT = GuardrailContext("aws", "baseline", ("eu-central-1", "eu-west-1"))
REGIONS = ("eu-west-1", "us-east-1", "us-west-2")
CALLERS: tuple[dict[str, str], ...] = (
    {"aws:PrincipalArn": f"{ACCOUNT}:role/app-admin"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/baseline/administrator"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/OrganizationAccountAccessRole"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/stacksets-exec-0123456789abcdef"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/:role/stacksets-exec-evil"},
    {"aws:PrincipalArn": f"{ACCOUNT}:role/team/stacksets-exec-evil"},
    {"aws:PrincipalArn": f"{ACCOUNT}:user/ann"},
    {"aws:PrincipalArn": f"{ACCOUNT}:root"},
    {"aws:PrincipalArn": f"{ACCOUNT}:root", "aws:AssumedRoot": "true"},
)


@cache
def _matches(pattern: str, text: str) -> bool:
    filled = pattern.format(partition=CONTEXT.partition, prefix=CONTEXT.prefix)
    return re.fullmatch(re.escape(filled).replace(r"\*", ".*"), text) is not None


def _speaks_of(who: Who, caller: dict[str, str]) -> bool:
    arn = caller["aws:PrincipalArn"]
    central = "aws:AssumedRoot" in caller
    return {
        Who.EVERYBODY: True,
        Who.EVERYBODY_BUT_CENTRAL_ROOT: not central,
        Who.EVERYBODY_BUT_STACKSETS: not arn.startswith(f"{ACCOUNT}:role/stacksets-exec-"),
        Who.EVERYBODY_BUT_STACKSETS_AND_CENTRAL_ROOT: not central
        and not arn.startswith(f"{ACCOUNT}:role/stacksets-exec-"),
        Who.EVERYBODY_BUT_THE_ORGANIZATION: not central
        and not arn.startswith(f"{ACCOUNT}:role/stacksets-exec-")
        and arn != f"{ACCOUNT}:role/OrganizationAccountAccessRole",
        Who.ROOT_USER: arn == f"{ACCOUNT}:root" and not central,
    }[who]


def _circumstances(denial: Denial, context: dict[str, str]) -> bool:
    def one(key: str, patterns: tuple[str, ...]) -> bool:
        return key in context and any(_matches(each, context[key]) for each in patterns)

    return all(one(*each) for each in denial.when) and not any(one(*each) for each in denial.unless)


def _declared(denial: Denial, call: Call, context: dict[str, str], region: str) -> bool:
    aliases = [each.format(prefix=CONTEXT.prefix) for each in denial.aliases]
    if aliases and context.get("kms:ResourceAliases") not in aliases:
        return False
    outside = {
        Where.ANYWHERE: True,
        Where.OUTSIDE_ALLOWED: region not in CONTEXT.allowed_regions,
        Where.OUTSIDE_ALLOWED_AND_GLOBAL: region not in (*CONTEXT.allowed_regions, "us-east-1"),
    }
    return (
        any(_matches(pattern, call.action) for pattern in denial.actions)
        and not any(_matches(pattern, call.action) for pattern in denial.except_actions)
        and any(_matches(pattern, call.resource) for pattern in denial.resources)
        and _speaks_of(denial.who, context)
        and outside[denial.where]
        and _circumstances(denial, context)
    )


class Answer(NamedTuple):
    """What one request is answered, and what the declarations say of it."""

    call: Call
    context: dict[str, str]
    denied: bool
    declared: bool


def answers(guardrail: Guardrail) -> Iterator[Answer]:
    """Ask every request of the grid that could concern a guardrail."""
    level = Level("target", [FULL_ACCESS, document(*guardrail.statements(CONTEXT))])
    # Only what depends on the region is asked in more than one.
    regions = REGIONS if any(each.where != Where.ANYWHERE for each in guardrail.denies) else ("",)
    for call, given, region in product(calls(guardrail), CALLERS, regions):
        alias = ALIASES.get(call.resource.rpartition(":")[2])
        context = {**given, **dict(call.given), "aws:RequestedRegion": region or REGIONS[0]}
        if alias:
            context["kms:ResourceAliases"] = alias
        yield Answer(
            call,
            context,
            denied=decide([level], Request(call.action, call.resource, context)).denied,
            declared=any(_declared(each, call, context, region) for each in guardrail.denies),
        )


def calls(guardrail: Guardrail) -> list[Call]:
    """List the calls that could concern a guardrail: those of the services it speaks of."""
    actions = [action for denial in guardrail.denies for action in denial.actions]
    services = {action.partition(":")[0] for action in actions}
    about = [
        call
        for call in on_resources()
        if services & {"*", call.action.partition(":")[0]} or call.resource == "*"
    ]
    found = [*about, *of_services(services)]
    return [*found, *declared_calls(guardrail, found, CONTEXT)]
