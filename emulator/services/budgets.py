"""How many notifications and subscribers a budget takes, where ministack takes more.

Source: AWS Budgets API reference, CreateBudget: up to five notifications, each with one SNS
and up to ten e-mail subscribers.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..calls import Request, json_of
from ..refusal import refuse

CHECKED = ("CreateBudget", "CreateNotification", "CreateSubscriber")
_NOTIFICATIONS = 5
_SUBSCRIBERS = {"SNS": 1, "EMAIL": 10}


def check(request: Request) -> None:
    """Refuse more than a budget takes.

    Raises:
        RefusedError: for the first thing there is too much of.
    """
    given = json_of(request)
    name = str(given.get("BudgetName", ""))
    held = _held(name)
    wanted = [
        (entry.get("Notification", {}), entry.get("Subscribers", []))
        for entry in given.get("NotificationsWithSubscribers") or []
    ]
    if "Subscriber" in given:
        earlier = [each for notification, each in held if notification == given["Notification"]]
        wanted = [(given["Notification"], [*(earlier[0] if earlier else []), given["Subscriber"]])]
    elif "Subscribers" in given:
        wanted = [*held, (given.get("Notification", {}), given["Subscribers"])]
    if len(wanted) > _NOTIFICATIONS:
        raise refuse(
            "CreationLimitExceededException",
            f"A budget can have at most {_NOTIFICATIONS} notifications.",
        )
    for _, subscribers in wanted:
        _check_subscribers(subscribers)


def _check_subscribers(subscribers: list[dict[str, Any]]) -> None:
    counted = Counter(str(each.get("SubscriptionType")) for each in subscribers)
    for kind, most in _SUBSCRIBERS.items():
        if counted[kind] > most:
            raise refuse(
                "CreationLimitExceededException",
                f"A notification can have at most {most} {kind} subscribers.",
            )


def _held(name: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Notifications and subscribers a budget has already."""
    from ministack.services import budgets

    return [
        (_identity(each["notification"]), each["subscribers"])
        for each in budgets._notification_store.get(name) or []
    ]


def _identity(notification: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in notification.items() if key != "NotificationState"}
