"""The organization an account is in, as moto's backend in this process keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SCP = "SERVICE_CONTROL_POLICY"
_RCP = "RESOURCE_CONTROL_POLICY"


@dataclass(frozen=True)
class ControlPolicy:
    """A service or resource control policy: its ARN and its text."""

    arn: str
    content: str


@dataclass(frozen=True)
class Level:
    """One step of the path of an account: the account, a unit or the root.

    `policies` are its service control policies, `resource_policies` those for resources.
    """

    id: str
    policies: tuple[ControlPolicy, ...]
    resource_policies: tuple[ControlPolicy, ...]


@dataclass(frozen=True)
class Organization:
    """What IAM has to know of an organization; `levels` go from the account to the root."""

    id: str
    management_account: str
    levels: tuple[Level, ...]
    scps_enabled: bool
    rcps_enabled: bool
    arns: Mapping[str, str]

    @property
    def path(self) -> str:
        """The value of aws:PrincipalOrgPaths: from the organization down to the unit."""
        return "/".join([self.id, *(level.id for level in reversed(self.levels[1:]))]) + "/"


def of_account(account: str) -> Organization | None:
    """Return the organization of an account, None when it is in none."""
    backend = _backend(account)
    if backend is None:
        return None
    organization = backend.org
    members = {member.id: member for member in backend.accounts}
    parents = {unit.id: unit for unit in backend.ou}
    if account not in members:
        return None
    path = [members[account]]
    while (parent := parents.get(path[-1].parent_id)) is not None:
        path.append(parent)
    root = parents[organization.root_id]
    return Organization(
        id=organization.id,
        management_account=organization.master_account_id,
        levels=tuple(_level(step) for step in path),
        scps_enabled=_is_enabled(root, _SCP),
        rcps_enabled=_is_enabled(root, _RCP),
        arns=_arns(backend),
    )


def membership(account: str) -> tuple[str, str] | None:
    """Return id and management account of an account's organization, None when it is in none."""
    backend = _backend(account)
    if backend is None or not any(member.id == account for member in backend.accounts):
        return None
    return str(backend.org.id), str(backend.org.master_account_id)


def _backend(account: str) -> Any:
    from moto.organizations.models import organizations_backends

    owner, partition = organizations_backends.master_accounts.get(account, (account, "aws"))
    if owner not in organizations_backends:
        return None
    for name in (partition, "aws", "aws-us-gov", "aws-cn"):
        backend = organizations_backends[owner].get(name)
        if backend is not None and backend.org is not None:
            return backend
    return None


def _is_enabled(root: Any, policy_type: str) -> bool:
    return any(
        kind["Type"] == policy_type and kind["Status"] == "ENABLED" for kind in root.policy_types
    )


def _level(step: Any) -> Level:
    return Level(step.id, _attached(step, _SCP), _attached(step, _RCP))


def _attached(step: Any, policy_type: str) -> tuple[ControlPolicy, ...]:
    return tuple(
        ControlPolicy(_arn(policy), policy.content)
        for policy in step.attached_policies
        if policy.type == policy_type
    )


def _arn(policy: Any) -> str:
    """Return a policy's ARN; AWS's own policies have `aws` where others have the account."""
    arn: str = policy.arn
    if not policy.aws_managed:
        return arn
    partition, kind, name = arn.split(":")[1], *arn.split("/")[-2:]
    return f"arn:{partition}:organizations::aws:policy/{kind}/{name}"


def _arns(backend: Any) -> Mapping[str, str]:
    named = {policy.id: _arn(policy) for policy in backend.policies}
    return named | {thing.id: thing.arn for thing in (*backend.accounts, *backend.ou)}
