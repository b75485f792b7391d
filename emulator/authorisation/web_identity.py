"""Sessions that a job asks for with a token of an identity provider, and with no credentials.

The token's signature and age are not checked: nobody here holds the provider's keys. What AWS
decides by besides is judged: the provider in the role's account, its audiences, the role's trust.
Source: AWS STS API reference, AssumeRoleWithWebIdentity; IAM user guide, Create a role for OpenID
Connect federation, read 2026-11-24.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from . import operation, organization, policies, state
from .access import Access, text
from .context import Context
from .operation import Operation, UnmappedError
from .policies import Statement
from .refusal import Refusal
from .wire import Wire

ACTION = "sts:AssumeRoleWithWebIdentity"


def asked(request: Wire) -> Operation | None:
    """Return the call when a request is one for such a session."""
    try:
        found = operation.identify(request, "sts")
    except UnmappedError:
        return None
    return found if f"sts:{found.name}" == ACTION else None


def refusal(call: Operation) -> Refusal | None:
    """None when the token opens the role.

    Raises:
        UnmappedError: if the role is a member's, whose organization has a say here as well.
        UnjudgeableError: if the role's trust policy cannot be judged.
    """
    role_arn = text(call.parameters, "RoleArn")
    account = role_arn.split(":")[4] if role_arn.count(":") == 5 else ""
    found = organization.of_account(account)
    if found is not None and found.management_account != account:
        raise UnmappedError("federated sessions into member accounts are not judged")
    claims = _claims(text(call.parameters, "WebIdentityToken"))
    if claims is None:
        message = "The ID Token provided is not a valid JWT."
        return Refusal("sts", call.protocol, message, "InvalidIdentityToken")
    issuer = str(claims.get("iss", "")).removeprefix("https://")
    provider = f"{':'.join(role_arn.split(':')[:5])}:oidc-provider/{issuer}"
    audiences = state.audiences_of(provider, account)
    if audiences is None:
        message = f"No OpenIDConnect provider found in your account for https://{issuer}"
        return Refusal("sts", call.protocol, message, "InvalidIdentityToken")
    if str(claims.get("aud")) not in audiences:
        message = "Incorrect token audience"
        return Refusal("sts", call.protocol, message, "InvalidIdentityToken")
    if _is_trusted(role_arn, account, provider, _keys(issuer, claims, call)):
        return None
    return Refusal("sts", call.protocol, f"Not authorized to perform {ACTION}")


def _is_trusted(role_arn: str, account: str, provider: str, context: Context) -> bool:
    role = state.iam_entity("role", role_arn.rpartition("/")[2], account)
    if role is None or role["Arn"] != role_arn:
        return False
    access = Access(ACTION, role_arn)
    effects = {
        statement.effect
        for statement in policies.statements(role["AssumeRolePolicyDocument"])
        if _names(statement, provider) and statement.applies(access, context)
    }
    return effects == {"Allow"}


def _names(statement: Statement, provider: str) -> bool:
    principal = statement.elements.get("Principal", {})
    if principal == "*":
        return True
    return provider in policies.texts(principal.get("Federated", []))


def _keys(issuer: str, claims: dict[str, Any], call: Operation) -> Context:
    known = {f"{issuer}:{name}": str(claims[name]) for name in ("aud", "sub") if name in claims}
    session = {"sts:rolesessionname": text(call.parameters, "RoleSessionName")}
    return Context(known | session, dict)


def _claims(token: str) -> dict[str, Any] | None:
    """What a token says, None when it is none."""
    try:
        _, body, _ = token.split(".")
        claims = json.loads(base64.urlsafe_b64decode(f"{body}{'=' * (-len(body) % 4)}"))
    except ValueError:
        return None
    return claims if isinstance(claims, dict) else None
