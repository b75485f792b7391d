"""Resources of STS: the role or root user a session is asked for."""

from __future__ import annotations

from ..access import Access, Place, text
from ..operation import Operation, UnmappedError

ASSUMING = frozenset({"sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"})


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Return the session's role with all that its tags and source identity need.

    Raises:
        UnmappedError: for sessions from a web identity or SAML, which need no credentials.
    """
    given, name = operation.parameters, operation.name
    if name in ("AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"):
        raise UnmappedError("federated sessions are not judged")
    if name == "AssumeRole":
        return tuple(_assumed(operation))
    if name == "AssumeRoot":
        target = text(given, "TargetPrincipal").rpartition(":root")[0].rpartition(":")[2]
        account = target or text(given, "TargetPrincipal")
        root = f"arn:{place.partition}:iam::{account}:root"
        task = given.get("TaskPolicyArn")
        arn = text(task, "arn") if isinstance(task, dict) else ""
        return (Access("sts:AssumeRoot", root, {"sts:taskpolicyarn": arn} if arn else {}),)
    if name == "GetFederationToken":
        federated = place.arn("sts", f"federated-user/{text(given, 'Name')}", region=False)
        return (Access("sts:GetFederationToken", federated),)
    return tuple(Access(action) for action in actions)


def _assumed(operation: Operation) -> list[Access]:
    given = operation.parameters
    role = text(given, "RoleArn")
    keys = {
        "sts:externalid": text(given, "ExternalId"),
        "sts:rolesessionname": text(given, "RoleSessionName"),
        "sts:sourceidentity": text(given, "SourceIdentity"),
    }
    known: dict[str, str | list[str]] = {name: value for name, value in keys.items() if value}
    found = [Access("sts:AssumeRole", role, known)]
    if given.get("Tags"):
        found.append(Access("sts:TagSession", role, known))
    if text(given, "SourceIdentity"):
        found.append(Access("sts:SetSourceIdentity", role, known))
    return found
