"""What a resource's policy lets an AWS service do, as the service asks before it writes there.

Source: IAM User Guide, "AWS JSON policy elements: Principal"; AWS global condition context keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import organization, policies, resource_control, state
from .access import Access
from .context import Context
from .policies import Statement


def lets(document: Any, service: str, access: Access, keys: Mapping[str, str | list[str]]) -> bool:
    """Whether a policy allows the access to a service principal, and nothing denies it.

    The resource control policies of the resource's owner count too.

    Raises:
        UnjudgeableError: if the policy cannot be judged.
    """
    context = Context(
        {
            "aws:securetransport": "true",
            "aws:principalisawsservice": "true",
            "aws:principalservicename": service,
            **_of_source(keys),
            **keys,
        },
        dict,
    )
    owner = state.owner_of(access.resource, "")
    if resource_control.denial(access, context, owner) is not None:
        return False
    found = {
        statement.effect
        for statement in policies.statements(document)
        if _names(statement, service) and statement.applies(access, context)
    }
    return found == {"Allow"}


def _of_source(keys: Mapping[str, str | list[str]]) -> dict[str, str | list[str]]:
    """The organization on whose behalf a service acts, where it names an account in one."""
    account = keys.get("aws:sourceaccount")
    found = organization.of_account(account) if isinstance(account, str) else None
    return {"aws:sourceorgid": found.id} if found is not None else {}


def _names(statement: Statement, service: str) -> bool:
    element = statement.elements.get("Principal", {})
    if not isinstance(element, dict):
        return bool(element == "*")
    if "*" in policies.texts(element.get("AWS", [])):
        return True
    return service in policies.texts(element.get("Service", []))
