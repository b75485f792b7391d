"""Resources of Account Management: the caller's account or a member by its id.

Source: Service Authorization Reference, AWS Account Management.
"""

from __future__ import annotations

from .. import organization, reference
from ..access import Access, Place, text
from ..operation import Operation


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on the account it is about."""
    return tuple(Access(action, _resource(operation, action, place)) for action in actions)


def _resource(operation: Operation, action: str, place: Place) -> str:
    if not reference.resource_types(action):
        return "*"
    member = text(operation.parameters, "AccountId")
    found = organization.of_account(place.account)
    if not member or found is None:
        return place.arn("account", "account", region=False)
    owner = f"arn:{place.partition}:account::{found.management_account}"
    return f"{owner}:account/{found.id}/{member}"
