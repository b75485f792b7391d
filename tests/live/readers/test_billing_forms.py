"""The forms in which a budget is compared: what AWS writes in another way is no difference."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.live.readers.billing import as_budget, as_notifications


def _budget(amount: object) -> dict[str, Any]:
    return {"BudgetName": "it", "BudgetLimit": {"Amount": amount, "Unit": "USD"}}


@pytest.mark.parametrize("amount", ["100", "100.0", "100.00", 100.0, "1e2"])
def test_an_amount_may_be_written_in_several_ways(amount: object) -> None:
    """The same number of dollars is the same budget, however it is written."""
    assert as_budget(_budget(amount)) == as_budget(_budget(100))


@pytest.mark.parametrize("amount", ["100.01", 1000, "10"])
def test_another_amount_is_another_budget(amount: object) -> None:
    """Another number of dollars differs."""
    assert as_budget(_budget(amount)) != as_budget(_budget(100))


def _notification(threshold: object = 80, *addresses: str, **more: Any) -> dict[str, Any]:
    return {
        "Notification": {
            "NotificationType": "ACTUAL",
            "ComparisonOperator": "GREATER_THAN",
            "Threshold": threshold,
            **more,
        },
        "Subscribers": [{"SubscriptionType": "EMAIL", "Address": each} for each in addresses],
    }


A, B = "a@example.com", "b@example.com"
SAME: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "order of notifications": (
        [_notification(80, A), _notification(100, A)],
        [_notification(100, A), _notification(80, A)],
    ),
    "order of subscribers": ([_notification(80, A, B)], [_notification(80, B, A)]),
    "threshold": ([_notification(80, A)], [_notification(80.0, A)]),
    "default": ([_notification(80, A)], [_notification(80, A, ThresholdType="PERCENTAGE")]),
    "state": ([_notification(80, A)], [_notification(80, A, NotificationState="ALARM")]),
}
OTHER: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "subscriber": ([_notification(80, A)], [_notification(80, B)]),
    "one more subscriber": ([_notification(80, A)], [_notification(80, A, B)]),
    "threshold": ([_notification(80, A)], [_notification(81, A)]),
    "dollars": ([_notification(80, A)], [_notification(80, A, ThresholdType="ABSOLUTE_VALUE")]),
    "type": ([_notification(80, A)], [_notification(80, A, NotificationType="FORECASTED")]),
    "one notification less": ([_notification(80, A)], []),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_the_same_notifications(one: list[Any], other: list[Any]) -> None:
    """Order, the form of a number, a default said or unsaid and an alert's state mean nothing."""
    assert as_notifications(one) == as_notifications(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_other_notifications(one: list[Any], other: list[Any]) -> None:
    """Whom AWS tells, and when, is compared in full."""
    assert as_notifications(one) != as_notifications(other)
