"""AWS::Budgets::Budget.

Source: CloudFormation resource specification; AWS Budgets API reference.
"""

from __future__ import annotations

import secrets
from typing import Any

from . import clients

Made = tuple[str, dict[str, Any]]


def create(logical_id: str, properties: dict[str, Any], stack: str) -> Made:
    """Create the budget with its notifications.

    A name the template gives is taken while a replacement is made: AWS creates it before the old
    budget is deleted. A generated one never is.
    """
    generated = f"{stack}-{logical_id}-{secrets.token_hex(6).upper()}"
    name = properties["Budget"].get("BudgetName") or generated
    clients.create(
        clients.client("budgets").create_budget,
        AccountId=_account(),
        Budget=_budget(name, properties),
        NotificationsWithSubscribers=properties.get("NotificationsWithSubscribers") or [],
        ResourceTags=_tags(properties),
    )
    return name, {}


def update(name: str, old: dict[str, Any], new: dict[str, Any], _stack: str) -> Made:
    """Change the budget itself; another set of notifications is a replacement."""
    budgets = clients.client("budgets")
    clients.change(budgets.update_budget, AccountId=_account(), NewBudget=_budget(name, new))
    arn = f"arn:aws:budgets::{_account()}:budget/{name}"
    clients.update_tags(budgets, {"ResourceARN": arn}, _tags(old), _tags(new), "Resource")
    return name, {}


def delete(name: str, _properties: dict[str, Any]) -> None:
    """Delete the budget; one gone already is no failure."""
    clients.quiet(clients.client("budgets").delete_budget, AccountId=_account(), BudgetName=name)


def _budget(name: str, properties: dict[str, Any]) -> dict[str, Any]:
    given = {**properties["Budget"], "BudgetName": name}
    if "BudgetLimit" in given:
        given["BudgetLimit"] = {
            "Amount": str(given["BudgetLimit"]["Amount"]),
            "Unit": given["BudgetLimit"]["Unit"],
        }
    return given


def _tags(properties: dict[str, Any]) -> list[dict[str, str]]:
    return clients.own_tags({"Tags": properties.get("ResourceTags")})


def _account() -> str:
    from ministack.core.responses import get_account_id

    return str(get_account_id())


HANDLERS: dict[str, Any] = {"create": create, "update": update, "delete": delete}
