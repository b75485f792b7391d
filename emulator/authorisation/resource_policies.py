"""What a resource's own policy, or a role's trust policy, says of a caller.

Source: IAM User Guide, "Policy evaluation logic", "AWS JSON policy elements: Principal".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import grants, policies, state
from .access import Access
from .context import Context
from .policies import Statement
from .principal import Principal
from .resources.sts import ASSUMING

_ACCOUNT = re.compile(r"(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?")
# Without these policies nobody may act, not even with an identity policy that allows it.
_REQUIRED = frozenset({"kms"})
# They answer members about what management owns, and judge such calls themselves.
_JUDGING = frozenset({"organizations", "account", "sts", "cloudtrail"})


@dataclass(frozen=True)
class Verdict:
    """How the statements that name the caller end.

    `named` says that an Allow names the caller himself, not only his account; `directly`
    that it names the user or the session, whom no boundary and no session policy limits.
    """

    deny: Statement | None = None
    allowed: bool = False
    named: bool = False
    directly: bool = False


@dataclass(frozen=True)
class ResourcePolicy:
    """A policy of a resource: who owns the resource, and whether the policy must allow."""

    name: str
    owner: str
    required: bool
    document: Any

    def judge(self, principal: Principal, access: Access, context: Context) -> Verdict:
        """Judge the statements that name the caller.

        Raises:
            UnjudgeableError: if the policy cannot be judged.
        """
        allowed = named = directly = False
        for statement in policies.statements(self.document):
            how = _how_named(statement, principal)
            if how is None or not statement.applies(access, context):
                continue
            if statement.effect == "Deny":
                return Verdict(deny=statement)
            allowed = True
            named = named or how != "account"
            directly = directly or how == "directly"
        return Verdict(None, allowed, named, directly)


def find(access: Access, account: str, region: str) -> ResourcePolicy | None:
    """Return the policy of the resource an access is on; of a role, its trust policy."""
    service, owner = access.action.partition(":")[0], _owner(access.resource)
    if access.action in ASSUMING:
        name = access.resource.rpartition("/")[2]
        role = state.iam_entity("role", name, owner)
        known = role is not None and role["Arn"] == access.resource
        document = role["AssumeRolePolicyDocument"] if role is not None and known else ""
        return ResourcePolicy("trust policy", owner, True, document)
    found = state.resource_policy(service, access.resource, account, region)
    if found is None:
        # AWS's own resources are open to all.
        if owner in ("", account) or service in _JUDGING:
            return None
        return ResourcePolicy("resource-based policy", owner, True, "")
    document = grants.added(found[0], access.resource) if service == "kms" else found[0]
    return ResourcePolicy("resource-based policy", found[1], service in _REQUIRED, document)


def _owner(resource: str) -> str:
    parts = resource.split(":")
    return parts[4] if len(parts) > 5 and parts[4].isdigit() else ""


def _how_named(statement: Statement, principal: Principal) -> str | None:
    """How a statement names the caller: `directly`, `named`, by `account` or not at all.

    Raises:
        UnjudgeableError: if it says whom it does not mean.
    """
    if "NotPrincipal" in statement.elements:
        raise policies.UnjudgeableError(f"statement {statement.sid}: NotPrincipal is not judged")
    element = statement.elements.get("Principal", {})
    listed: Iterable[str] = (
        policies.texts(element.get("AWS", [])) if isinstance(element, dict) else [str(element)]
    )
    how = None
    for one in listed:
        account = _ACCOUNT.fullmatch(one)
        if one == principal.caller and principal.kind in ("user", "role", "federated"):
            return "directly"
        if one in ("*", principal.arn) and principal.kind not in ("operator", "root"):
            how = "named"
        elif how is None and (one == "*" or (account and account[1] == principal.account)):
            how = "account"
    return how
