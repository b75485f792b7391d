"""Resources of DynamoDB: tables and indexes, and the single actions of a transaction.

Source: Amazon DynamoDB Developer Guide, "Actions, resources, and conditions".
"""

from __future__ import annotations

from typing import Any

from .. import reference
from ..access import Access, Place, text
from ..operation import Operation, UnmappedError
from . import generic

_ITEMS = {
    "Get": "dynamodb:GetItem",
    "Put": "dynamodb:PutItem",
    "Update": "dynamodb:UpdateItem",
    "Delete": "dynamodb:DeleteItem",
    "ConditionCheck": "dynamodb:ConditionCheckItem",
}


def accesses(operation: Operation, actions: tuple[str, ...], place: Place) -> tuple[Access, ...]:
    """Each action on every table, or index of a table, that the request names.

    Raises:
        UnmappedError: if the action has resource types and the request names none.
    """
    given = operation.parameters
    tables = [_table(text(given, "TableName"), place)] if text(given, "TableName") else []
    batch = given.get("RequestItems")
    if isinstance(batch, dict):
        tables += [_table(name, place) for name in batch]
    if index := text(given, "IndexName"):
        tables = [f"{table}/index/{index}" for table in tables]
    found = []
    for action in actions:
        types = reference.resource_types(action)
        named = tables if types else ["*"]
        resources = named or generic.resources(operation, action, place)
        found += [Access(action, resource) for resource in resources]
    return tuple(found)


def transaction(operation: Operation, place: Place) -> tuple[Access, ...]:
    """Tell what each item of a transaction does, on its own table.

    Raises:
        UnmappedError: if an item is not one of the known kinds.
    """
    items: Any = operation.parameters.get("TransactItems") or []
    found = []
    for item in items:
        for kind, body in item.items():
            if kind not in _ITEMS or not isinstance(body, dict) or not text(body, "TableName"):
                raise UnmappedError(f"a transaction item of the kind '{kind}'")
            keys = {"dynamodb:enclosingoperation": operation.name}
            found.append(Access(_ITEMS[kind], _table(text(body, "TableName"), place), keys))
    if not found:
        raise UnmappedError("the transaction has no item")
    return tuple(found)


def _table(name: str, place: Place) -> str:
    return name if name.startswith("arn:") else place.arn("dynamodb", f"table/{name}")
