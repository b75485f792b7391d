"""Whether policies allow a request: a plain, deliberately naive evaluator.

It reads each statement as AWS documents it, one after the other, and knows the elements and
operators that the shipped policies use. Anything else it refuses to judge: a guess would be taken
for a proof.

Source: IAM user guide, Policy evaluation logic and IAM JSON policy elements; AWS Organizations
user guide, SCP evaluation; read 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from baseline.policy.documents import Document
from baseline.policy.patterns import like_by_part
from baseline.policy.refusals import ARN_PARTS, UndecidedError, unknown_in
from baseline.policy.request import Request
from baseline.policy.statements import matches

__all__ = ["Level", "Request", "Verdict", "decide", "decide_call", "decide_identity"]

ALWAYS_ALLOWED = frozenset({"sts:GetCallerIdentity", "sts:GetSessionToken"})
"""Calls that identity policies neither allow nor deny.

Source: AWS STS API reference, GetCallerIdentity; IAM user guide, Permissions for GetSessionToken;
read 2026-11-24.
"""


@dataclass(frozen=True)
class Level:
    """The policies that stand together under one name.

    For service control policies that is a place on the way from the root to the account; for
    identity policies each policy has a level of its own.
    """

    name: str
    documents: Sequence[Document]


@dataclass(frozen=True)
class Verdict:
    """The answer, with the statement that decided it and the level the statement stands in.

    A denial without `sid` is one that no statement made: nothing allowed the request, at `level`
    where one is named. Service control policies only filter, so what they let through names none.
    """

    denied: bool
    sid: str | None = None
    level: str | None = None


def decide(levels: Sequence[Level], request: Request) -> Verdict:
    """Say whether the policies on a path deny a request, and which statement does.

    A matching Deny at any level denies; without one, every level must allow. Service-linked roles
    are not bound by service control policies.

    Raises:
        UndecidedError: if a policy or the request holds something unknown.
    """
    statements = _known(levels, request)
    if _is_service_linked(request):
        return Verdict(denied=False)
    matching = [(level, each) for level, each in statements if matches(each, request)]
    for level, statement in matching:
        if statement["Effect"] == "Deny":
            return Verdict(denied=True, sid=statement.get("Sid"), level=level.name)
    for level in levels:
        if not any(at is level for at, _ in matching):
            return Verdict(denied=True, level=level.name)
    return Verdict(denied=False)


def decide_identity(policies: Sequence[Level], request: Request) -> Verdict:
    """Say whether the policies of an identity allow a request, and which statement decides.

    A matching Deny wins over every Allow; what no statement allows is denied. Policies of the
    resource, permissions boundaries and session policies are not looked at.

    Raises:
        UndecidedError: if a policy or the request holds something unknown.
    """
    statements = _known(policies, request)
    if request.action in ALWAYS_ALLOWED:
        return Verdict(denied=False)
    matching = [(level, each) for level, each in statements if matches(each, request)]
    matching.sort(key=lambda found: found[1]["Effect"] != "Deny")
    for level, statement in matching[:1]:
        denied = statement["Effect"] == "Deny"
        return Verdict(denied=denied, sid=statement.get("Sid"), level=level.name)
    return Verdict(denied=True)


def decide_call(control: Sequence[Level], identity: Sequence[Level], request: Request) -> Verdict:
    """Say whether a call goes through both: control policies on the path, and identity policies.

    Source: IAM user guide, Policy evaluation logic: both must allow, a Deny in either denies.

    Raises:
        UndecidedError: if a policy or the request holds something unknown.
    """
    filtered = decide(control, request)
    return filtered if filtered.denied else decide_identity(identity, request)


def _is_service_linked(request: Request) -> bool:
    principal = request.value("aws:PrincipalArn") or ""
    return like_by_part("arn:*:iam::*:role/aws-service-role/*", principal)


def _known(levels: Sequence[Level], request: Request) -> list[tuple[Level, Document]]:
    """List every statement with its level, once all of them and the request are known."""
    statements = [
        (level, statement)
        for level in levels
        for document in level.documents
        for statement in document["Statement"]
    ]
    problems = [problem for _, each in statements for problem in unknown_in(each)]
    if request.action.count(":") != 1 or "*" in request.action:
        problems.append(f"request: not one action (got {request.action!r})")
    if request.resource != "*" and request.resource.count(":") < ARN_PARTS - 1:
        problems.append(f"request: neither an ARN nor * (got {request.resource!r})")
    for key, value in request.context.items():
        if not isinstance(value, str):
            problems.append(f"request: {key} is not one string (got {value!r})")
    if problems:
        raise UndecidedError(problems)
    return statements
