"""Who calls: the emulator's operator, a root user, an IAM user or a role's session.

A bare 12-digit access key is an account. Of the management account, or of an account in
no organization, it is the operator who deploys: exempt, as SCPs do not bind that account
and its identity policies would allow everything. Of a member account it is that account's
root user, whom the organization's SCPs bind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from . import organization, sessions, state
from .wire import Credential

Kind = Literal["operator", "root", "user", "role", "federated"]
_SERVICE_LINKED = "/aws-service-role/"
_EVERYTHING = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"},
}


@dataclass(frozen=True)
class Source:
    """A policy and the words that name it in a refusal."""

    name: str
    document: Any


@dataclass(frozen=True)
class Principal:
    """The caller with everything that his identity brings; `None` limits nothing.

    `arn` is what policies compare (aws:PrincipalArn), `caller` what refusals name.
    """

    kind: Kind
    arn: str
    caller: str
    account: str
    name: str = ""
    identity: tuple[Source, ...] = ()
    boundary: tuple[Source, ...] | None = None
    session: tuple[Source, ...] | None = None
    keys: Mapping[str, str | list[str]] = field(default_factory=dict)

    @property
    def is_service_linked(self) -> bool:
        """Whether it is a service-linked role, which SCPs never bind."""
        return self.kind == "role" and f":role{_SERVICE_LINKED}" in self.arn


class UnknownCallerError(Exception):
    """The credentials are nobody's; `code` is one of `refusal.AUTHENTICATION`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def resolve(credential: Credential) -> Principal:
    """Find who holds the credentials.

    Raises:
        UnknownCallerError: for a key or token nobody holds, or one that has expired.
    """
    from ministack.core.iam_evaluator import CredentialResolutionError, resolve_credential

    account = sessions.account_of(credential.access_key)
    if account is None:
        raise UnknownCallerError(
            "InvalidClientTokenId", "The security token included in the request is invalid."
        )
    if account == credential.access_key:
        return _account_itself(account)
    found = resolve_credential(credential.access_key, account, credential.token)
    if isinstance(found, CredentialResolutionError):
        raise UnknownCallerError(found.code, found.message)
    kind = {"AssumedRole": "role", "User": "user", "FederatedUser": "federated"}.get(
        found.principal_type, "root"
    )
    made = {"role": _role, "user": _user, "federated": _federated, "root": _root}[kind]
    session = state.session(credential.access_key) or {}
    return made(account, found.principal_arn, found.principal_id, session)


def _account_itself(account: str) -> Principal:
    found = organization.of_account(account)
    if found is None or found.management_account == account:
        arn = f"arn:aws:iam::{account}:root"
        return Principal("operator", arn, arn, account, keys={"aws:principaltype": "Account"})
    return _root(account, f"arn:aws:iam::{account}:root", account, {})


def _root(account: str, arn: str, _: str, session: Mapping[str, Any]) -> Principal:
    """Return a root user; a session of sts:AssumeRoot is marked `AssumedRoot` by who made it."""
    keys = {"aws:principaltype": "Account", "aws:userid": account} | _session_keys(session)
    if session.get("AssumedRoot"):
        keys["aws:assumedroot"] = "true"
    return Principal(
        "root",
        arn,
        arn,
        account,
        identity=(Source("the account's root user", _EVERYTHING),),
        session=_session_policies(session, account),
        keys=keys,
    )


def _user(account: str, arn: str, user_id: str, session: Mapping[str, Any]) -> Principal:
    name = str(session.get("PrincipalName") or arn.rpartition("/")[2])
    entity = state.iam_entity("user", name, account) or {}
    keys = {"aws:principaltype": "User", "aws:username": name, "aws:userid": user_id}
    return Principal(
        "user",
        str(entity.get("Arn", arn)),
        arn,
        account,
        name,
        identity=_user_policies(name, account),
        boundary=_boundary(entity, account),
        session=_session_policies(session, account),
        keys=keys | _tags(entity, session) | _session_keys(session),
    )


def _federated(account: str, arn: str, user_id: str, session: Mapping[str, Any]) -> Principal:
    name = str(session.get("PrincipalName") or "")
    entity = (state.iam_entity("user", name, account) if name else None) or {}
    everything = (Source("the account's root user", _EVERYTHING),)
    return Principal(
        "federated",
        arn,
        arn,
        account,
        name,
        identity=_user_policies(name, account) if name else everything,
        boundary=_boundary(entity, account),
        session=_session_policies(session, account) or (),
        keys={"aws:principaltype": "FederatedUser", "aws:userid": user_id}
        | _tags({}, session)
        | _session_keys(session),
    )


def _role(account: str, arn: str, user_id: str, session: Mapping[str, Any]) -> Principal:
    name = arn.split("/")[1]
    entity = state.iam_entity("role", name, account) or {}
    return Principal(
        "role",
        str(entity.get("Arn") or f"arn:aws:iam::{account}:role/{name}"),
        arn,
        account,
        name,
        identity=_policies("role", name, account),
        boundary=_boundary(entity, account),
        session=_session_policies(session, account),
        keys={"aws:principaltype": "AssumedRole", "aws:userid": user_id}
        | _tags(entity, session)
        | _session_keys(session),
    )


def _user_policies(name: str, account: str) -> tuple[Source, ...]:
    own = _policies("user", name, account)
    of_groups = [_policies("group", group, account) for group in state.groups_of(name, account)]
    return (*own, *(source for policies in of_groups for source in policies))


def _policies(kind: str, name: str, account: str) -> tuple[Source, ...]:
    inline = state.inline_policies(kind, name, account)
    attached = (state.iam_entity(kind, name, account) or {}).get("AttachedPolicies", [])
    return (
        *(Source(f"{policy} of {kind} {name}", document) for policy, document in inline.items()),
        *_managed(attached, account),
    )


def _managed(arns: list[str], account: str) -> tuple[Source, ...]:
    found = [(arn, state.managed_policy(arn, account)) for arn in arns]
    return tuple(Source(arn, document) for arn, document in found if document is not None)


def _boundary(entity: Mapping[str, Any], account: str) -> tuple[Source, ...] | None:
    arn = entity.get("PermissionsBoundary")
    return _managed([arn], account) if arn else None


def _session_policies(session: Mapping[str, Any], account: str) -> tuple[Source, ...] | None:
    passed = session.get("SessionPolicies")
    if not passed:
        return None
    inline = [Source("the session's own", passed["Policy"])] if passed.get("Policy") else []
    return (*inline, *_managed(passed.get("PolicyArns") or [], account))


def _tags(entity: Mapping[str, Any], session: Mapping[str, Any]) -> dict[str, str | list[str]]:
    tags = [*(entity.get("Tags") or []), *(session.get("SessionTags") or [])]
    return {f"aws:principaltag/{tag['Key'].lower()}": tag["Value"] for tag in tags}


def _session_keys(session: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """Keys that temporary credentials alone have.

    Source: IAM User Guide, global condition keys: aws:MultiFactorAuthPresent is missing
    for long-lived keys and false for sessions without MFA.
    """
    if not session:
        return {}
    present = bool(session.get(sessions.MFA_SERIAL))
    keys: dict[str, str | list[str]] = {"aws:multifactorauthpresent": str(present).lower()}
    issued = session.get("IssuedAt")
    if isinstance(issued, int | float):
        when = datetime.fromtimestamp(issued, UTC)
        keys["aws:tokenissuetime"] = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        if present:
            age = (datetime.now(UTC) - when).total_seconds()
            keys["aws:multifactorauthage"] = str(int(age))
    return keys
