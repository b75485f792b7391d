"""The budget: what changes in place, what makes a new one, and whom it tells."""

from __future__ import annotations

from typing import Any

from aws_cdk import App, Stack
from aws_cdk.assertions import Template

from baseline.constructs.billing.monthly_budget import MonthlyBudget


def _budget(monthly_usd: int = 100, emails: tuple[str, ...] = ()) -> dict[str, Any]:
    stack = Stack(App(analytics_reporting=False), "Stack")
    MonthlyBudget(stack, "It", prefix="acme", monthly_usd=monthly_usd, emails=emails)
    (resource,) = Template.from_stack(stack).to_json()["Resources"].values()
    properties: dict[str, Any] = resource["Properties"]
    return properties


def _name(**arguments: Any) -> str:
    return str(_budget(**arguments)["Budget"]["BudgetName"])


def test_without_an_address_there_is_no_notification() -> None:
    """AWS takes no notification without a subscriber, so there is none."""
    assert "NotificationsWithSubscribers" not in _budget()


def test_alerts() -> None:
    """Every address is told at 80 and 100 percent spent and at 100 percent forecast."""
    addresses = ["a@example.com", "b@example.com"]
    notifications = _budget(emails=tuple(addresses))["NotificationsWithSubscribers"]
    told = [each["Notification"] for each in notifications]
    assert [(each["NotificationType"], each["Threshold"]) for each in told] == [
        ("ACTUAL", 80),
        ("ACTUAL", 100),
        ("FORECASTED", 100),
    ]
    assert {each["ThresholdType"] for each in told} == {"PERCENTAGE"}
    assert {each["ComparisonOperator"] for each in told} == {"GREATER_THAN"}
    for each in notifications:
        assert [one["Address"] for one in each["Subscribers"]] == addresses
        assert {one["SubscriptionType"] for one in each["Subscribers"]} == {"EMAIL"}


def test_other_subscribers_are_another_budget() -> None:
    """A change of subscribers replaces the budget, so the new one has a name of its own."""
    names = {
        _name(),
        _name(emails=("a@example.com",)),
        _name(emails=("b@example.com",)),
        _name(emails=("a@example.com", "b@example.com")),
    }
    assert len(names) == 4


def test_the_order_of_addresses_means_nothing() -> None:
    """The same subscribers in another order are the same budget."""
    one, other = ("a@example.com", "b@example.com"), ("b@example.com", "a@example.com")
    assert _budget(emails=one) == _budget(emails=other)


def test_another_amount_is_the_same_budget() -> None:
    """The amount changes in place: the name and the notifications stay."""
    one, other = _budget(100, ("a@example.com",)), _budget(200, ("a@example.com",))
    assert other["Budget"]["BudgetLimit"] == {"Amount": 200, "Unit": "USD"}
    other["Budget"]["BudgetLimit"] = one["Budget"]["BudgetLimit"]
    assert one == other
