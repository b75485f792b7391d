"""The decision on one access, in the order AWS names its reasons.

Source: IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny
access". VPC endpoint policies are not evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import organization, policies, resource_control, resource_policies
from .access import Access
from .context import Context
from .policies import Statement, UnjudgeableError
from .principal import Principal, Source
from .resource_policies import ResourcePolicy, Verdict

# Source: AWS STS API reference: no permission is needed, not even against a Deny.
_ALWAYS_ALLOWED = frozenset({"sts:GetCallerIdentity", "sts:GetSessionToken"})


@dataclass(frozen=True)
class Denial:
    """Why an access is refused, in the words that end AWS's message."""

    reason: str


def decide(principal: Principal, access: Access, context: Context, region: str) -> Denial | None:
    """None when every policy agrees.

    Raises:
        UnjudgeableError: if a policy in force cannot be judged.
    """
    if access.action in _ALWAYS_ALLOWED:
        return None
    if not principal.is_service_linked:
        reason = resource_control.denial(access, context, principal.account)
        if reason is not None:
            return Denial(reason)
    found = resource_policies.find(access, principal.account, region)
    if principal.kind == "operator" and (found is None or not found.required):
        return None
    verdict = _verdict(found, principal, access, context)
    return (
        _by_scp(principal, access, context)
        or _by_explicit_deny(principal, access, context, found, verdict)
        or _by_missing_allow(principal, access, context, found, verdict)
    )


def _by_scp(principal: Principal, access: Access, context: Context) -> Denial | None:
    """Every level of the account's path must allow, and none may deny."""
    found = organization.of_account(principal.account)
    if found is None or not found.scps_enabled or principal.is_service_linked:
        return None
    if found.management_account == principal.account:
        return None
    sources = [[Source(p.arn, p.content) for p in level.policies] for level in found.levels]
    for source in (source for level in sources for source in level):
        if denied := _first("Deny", [source], access, context):
            return Denial(
                "with an explicit deny in a service control policy: "
                f"{source.name} (statement {denied.sid or 'without a Sid'})"
            )
    for level, policies_here in zip(found.levels, sources, strict=True):
        if _first("Allow", policies_here, access, context) is None:
            return Denial(
                f"because no service control policy allows the {access.action} action "
                f"(at {level.id})"
            )
    return None


def _by_explicit_deny(
    principal: Principal,
    access: Access,
    context: Context,
    found: ResourcePolicy | None,
    verdict: Verdict,
) -> Denial | None:
    if found is not None and verdict.deny is not None:
        return _denied(f"a {found.name}", found.name, verdict.deny)
    for kind, sources in (
        ("an identity-based policy", principal.identity),
        ("a permissions boundary", principal.boundary or ()),
        ("a session policy", principal.session or ()),
    ):
        for source in sources:
            if denied := _first("Deny", [source], access, context):
                return _denied(kind, source.name, denied)
    return None


def _by_missing_allow(
    principal: Principal,
    access: Access,
    context: Context,
    found: ResourcePolicy | None,
    verdict: Verdict,
) -> Denial | None:
    """Who must allow: identity, and the resource where it is another account's or insists."""
    same_account = found is None or found.owner == principal.account
    action = access.action
    identity = principal.kind == "operator" or _allows(principal.identity, access, context)
    limits = (("permissions boundary", principal.boundary), ("session policy", principal.session))
    narrowing = next(
        (
            kind
            for kind, sources in limits
            if sources is not None and not _allows(sources, access, context)
        ),
        None,
    )
    if found is not None and found.required and not verdict.allowed:
        return Denial(f"because no {found.name} allows the {action} action")
    if same_account and verdict.directly:
        return None
    if not identity and not (same_account and verdict.named):
        return Denial(f"because no identity-based policy allows the {action} action")
    if not same_account and not verdict.allowed:
        return Denial(f"because no resource-based policy allows the {action} action")
    if narrowing is not None:
        return Denial(f"because no {narrowing} allows the {action} action")
    return None


def _verdict(
    found: ResourcePolicy | None, principal: Principal, access: Access, context: Context
) -> Verdict:
    return found.judge(principal, access, context) if found is not None else Verdict()


def _allows(sources: Iterable[Source], access: Access, context: Context) -> bool:
    return _first("Allow", sources, access, context) is not None


def _first(
    effect: str, sources: Iterable[Source], access: Access, context: Context
) -> Statement | None:
    for source in sources:
        try:
            for statement in policies.statements(source.document):
                if statement.effect == effect and statement.applies(access, context):
                    return statement
        except UnjudgeableError as problem:
            raise UnjudgeableError(f"{source.name}: {problem}") from problem
    return None


def _denied(kind: str, name: str, statement: Statement) -> Denial:
    sid = statement.sid or "without a Sid"
    where = "" if name in kind else f": {name}"
    return Denial(f"with an explicit deny in {kind}{where} (statement {sid})")
