"""Whether policies allow a request: a plain, deliberately naive evaluator.

It reads each statement as AWS documents it, one after the other. What AWS does not define, or
nobody wrote this for, it refuses to judge wherever the verdict hangs on it: a guess would be taken
for a proof.

Service control policies bind the principals of member accounts, resource control policies the
resources in them. Whoever asks leaves out the levels of a caller or an owner that is the
management account or stands outside the organization, and the control levels of an AWS service
that calls as itself.

Source: IAM user guide, Policy evaluation logic and IAM JSON policy elements; AWS Organizations
user guide, SCP evaluation, Service control policies, Resource control policies; read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from baseline.policy.answers import any_of
from baseline.policy.levels import Level, check
from baseline.policy.parsed import ParsedStatement
from baseline.policy.patterns import like_by_part
from baseline.policy.refusals import UndecidedError
from baseline.policy.request import Request
from baseline.policy.statements import matches

__all__ = ["Level", "Request", "Verdict", "decide", "decide_call", "decide_identity"]

ALWAYS_ALLOWED = frozenset({"sts:GetCallerIdentity", "sts:GetSessionToken"})
"""Calls that identity policies neither allow nor deny.

Source: AWS STS API reference, GetCallerIdentity; IAM user guide, Permissions for GetSessionToken;
read 2026-11-24.
"""
_ALWAYS_ALLOWED = frozenset(map(str.lower, ALWAYS_ALLOWED))
SERVICE_LINKED_ROLES = "arn:*:iam::*:role/aws-service-role/*"
"""Whom no control policy binds."""
FREE_OF_RESOURCE_CONTROL = "kms:retiregrant"
"""The one action that no resource control policy binds.

Source: AWS Organizations user guide, Resource control policies, read 2026-11-24.
"""


@dataclass(frozen=True)
class Verdict:
    """The answer, with the statement that decided it and the level the statement stands in.

    A denial without `sid` is one that no statement made: nothing allowed the request, at `level`
    where one is named. Control policies only filter, so what they let through names none.
    """

    denied: bool
    sid: str | None = None
    level: str | None = None


_Found = Sequence[tuple[Level, ParsedStatement]]
_NOT_DENIED = Verdict(denied=False)


def decide(
    levels: Sequence[Level], request: Request, resource_levels: Sequence[Level] = ()
) -> Verdict:
    """Say whether the control policies on both paths deny a request, and which statement does.

    `levels` are those above the caller's account, `resource_levels` those above the account that
    owns the resource. A matching Deny at any level denies; without one, every level of service
    control policies must allow. Every level of resource control policies does: AWS attaches a
    policy that allows everything to all of them, which nobody can detach. Service-linked roles are
    bound by neither. Resource control policies are taken to bind whatever they name: AWS knows them
    for some services only, and for no key that it manages itself.

    Raises:
        UndecidedError: if a policy or the request holds something unknown, or the verdict hangs on
            what AWS leaves open.
    """
    check(request, levels, resource_levels)
    return _certain(_filtered(levels, request, resource_levels))


def decide_identity(policies: Sequence[Level], request: Request) -> Verdict:
    """Say whether the policies of an identity allow a request, and which statement decides.

    A matching Deny wins over every Allow; what no statement allows is denied. Policies of the
    resource, permissions boundaries and session policies are not looked at.

    Raises:
        UndecidedError: as for `decide`.
    """
    check(request, policies)
    return _certain(_allowed(policies, request))


def decide_call(
    control: Sequence[Level],
    identity: Sequence[Level],
    request: Request,
    resource_levels: Sequence[Level] = (),
) -> Verdict:
    """Say whether a call goes through all: control policies on both paths, and identity policies.

    Source: IAM user guide, Policy evaluation logic: all must allow, a Deny in any of them denies.

    Raises:
        UndecidedError: as for `decide`.
    """
    check(request, [*control, *identity], resource_levels)
    filtered = _filtered(control, request, resource_levels)
    if isinstance(filtered, Verdict) and filtered.denied:
        return filtered
    allowed = _allowed(identity, request)
    if isinstance(allowed, Verdict) and allowed.denied:
        return allowed
    return _certain(allowed if isinstance(filtered, Verdict) else filtered)


def is_service_linked(request: Request) -> bool:
    """Say whether the caller is a service-linked role, which no control policy binds."""
    principal = request.value("aws:PrincipalArn")
    return isinstance(principal, str) and like_by_part(SERVICE_LINKED_ROLES, principal)


def _filtered(
    levels: Sequence[Level], request: Request, resource_levels: Sequence[Level]
) -> Verdict | list[str]:
    """Decide by control policies, or list why it is open."""
    if is_service_linked(request):
        return _NOT_DENIED
    found = [(level, each) for level in levels for each in level.statements]
    if request.action.lower() != FREE_OF_RESOURCE_CONTROL:
        found += [(level, each) for level in resource_levels for each in level.resource_statements]
    certain, reasons = _matching("Deny", found, request)
    if certain is not None:
        return certain
    for level in levels:
        allowed = any_of(matches(each, request) for each in _having("Allow", level.statements))
        if allowed is False:
            return Verdict(denied=True, level=level.name)
        reasons += [allowed] if isinstance(allowed, str) else []
    return reasons or _NOT_DENIED


def _allowed(policies: Sequence[Level], request: Request) -> Verdict | list[str]:
    """Decide by identity policies, or list why it is open."""
    if request.action.lower() in _ALWAYS_ALLOWED:
        return _NOT_DENIED
    found = [(level, each) for level in policies for each in level.statements]
    denied, reasons = _matching("Deny", found, request)
    if denied is not None:
        return denied
    allowed, open_allows = _matching("Allow", found, request)
    if allowed is None:
        return reasons + open_allows if open_allows else Verdict(denied=True)
    return reasons or allowed


def _matching(effect: str, found: _Found, request: Request) -> tuple[Verdict | None, list[str]]:
    """Find the first statement of an effect that certainly matches, and the reasons of the open."""
    reasons: list[str] = []
    for level, statement in found:
        if statement.effect == effect:
            answer = matches(statement, request)
            if answer is True:
                return Verdict(effect == "Deny", statement.sid, level.name), reasons
            if isinstance(answer, str):
                reasons.append(answer)
    return None, reasons


def _having(effect: str, statements: Iterable[ParsedStatement]) -> Iterable[ParsedStatement]:
    return (each for each in statements if each.effect == effect)


def _certain(found: Verdict | list[str]) -> Verdict:
    if isinstance(found, Verdict):
        return found
    raise UndecidedError(list(dict.fromkeys(found)))
