"""Budgets: how many notifications they take, and how CloudFormation replaces one."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Account
from .stacks import deploy, reasons

STACK = "budgets"
BUDGET = {
    "BudgetName": "monthly",
    "BudgetType": "COST",
    "TimeUnit": "MONTHLY",
    "BudgetLimit": {"Amount": "100", "Unit": "USD"},
}


def notification(threshold: int, *, emails: int = 1, topics: int = 0) -> dict[str, Any]:
    """An alert at a threshold, to so many subscribers."""
    topic = "arn:aws:sns:us-east-1:111122223333:t{}"
    return {
        "Notification": {
            "NotificationType": "ACTUAL",
            "ComparisonOperator": "GREATER_THAN",
            "Threshold": threshold,
        },
        "Subscribers": [
            *(
                {"SubscriptionType": "EMAIL", "Address": f"a{each}@example.com"}
                for each in range(emails)
            ),
            *({"SubscriptionType": "SNS", "Address": topic.format(n)} for n in range(topics)),
        ],
    }


@pytest.mark.parametrize(
    ("notifications", "message"),
    [
        ([notification(each) for each in range(1, 7)], "at most 5 notifications"),
        ([notification(1, emails=11)], "at most 10 EMAIL subscribers"),
        ([notification(1, topics=2)], "at most 1 SNS subscribers"),
    ],
    ids=["notifications", "e-mails", "topics"],
)
def test_a_budget_has_limits(
    management_account: Account, notifications: list[dict[str, Any]], message: str
) -> None:
    """More notifications or subscribers than AWS takes are refused."""
    client = management_account.client("budgets")
    with pytest.raises(client.exceptions.CreationLimitExceededException, match=message):
        client.create_budget(
            AccountId=management_account.id,
            Budget=BUDGET,
            NotificationsWithSubscribers=notifications,
        )


def test_a_full_budget_takes_no_more(management_account: Account) -> None:
    """Five notifications with eleven subscribers are kept; one more of either is refused."""
    client = management_account.client("budgets")
    full = [notification(each, emails=10, topics=1) for each in range(1, 6)]
    client.create_budget(
        AccountId=management_account.id, Budget=BUDGET, NotificationsWithSubscribers=full
    )
    where = {"AccountId": management_account.id, "BudgetName": "monthly"}
    more = notification(6)
    with pytest.raises(client.exceptions.CreationLimitExceededException, match="5 notifications"):
        client.create_notification(**where, **more)
    shown = client.describe_notifications_for_budget(**where)["Notifications"][0]
    with pytest.raises(client.exceptions.CreationLimitExceededException, match="10 EMAIL"):
        client.create_subscriber(
            **where,
            Notification={name: shown[name] for name in shown if name != "NotificationState"},
            Subscriber={"SubscriptionType": "EMAIL", "Address": "b@example.com"},
        )


def resources(subscribers: int, **budget: Any) -> dict[str, Any]:
    """A stack's budget with an alert to so many people."""
    properties = {
        "Budget": {**{k: v for k, v in BUDGET.items() if k != "BudgetName"}, **budget},
        "NotificationsWithSubscribers": [notification(80, emails=subscribers)],
        "ResourceTags": [{"Key": "a", "Value": "b"}],
    }
    return {"Budget": {"Type": "AWS::Budgets::Budget", "Properties": properties}}


def test_other_subscribers_replace_a_budget(management_account: Account) -> None:
    """With no name of its own a budget is replaced, and one is left with the new subscribers."""
    client = management_account.client("budgets")
    for number in (1, 2):
        deploy(management_account, STACK, resources(number))
        assert reasons(management_account, STACK) == []
        (held,) = client.describe_budgets(AccountId=management_account.id)["Budgets"]
        where = {"AccountId": management_account.id, "BudgetName": held["BudgetName"]}
        (alert,) = client.describe_notifications_for_budget(**where)["Notifications"]
        shown = client.describe_subscribers_for_notification(**where, Notification=alert)
        assert len(shown["Subscribers"]) == number
        arn = f"arn:aws:budgets::{management_account.id}:budget/{held['BudgetName']}"
        tags = client.list_tags_for_resource(ResourceARN=arn)["ResourceTags"]
        assert {"Key": "a", "Value": "b"} in tags


def test_a_named_budget_collides_with_its_replacement(management_account: Account) -> None:
    """Under a name of its own the replacement is refused, for the old budget still has it."""
    deploy(management_account, STACK, resources(1, BudgetName="monthly"))
    deploy(management_account, STACK, resources(2, BudgetName="monthly"))
    assert any("exists" in each for each in reasons(management_account, STACK))


def test_the_amount_changes_in_place(management_account: Account) -> None:
    """Another limit keeps the budget."""
    client = management_account.client("budgets")
    deploy(management_account, STACK, resources(1))
    (before,) = client.describe_budgets(AccountId=management_account.id)["Budgets"]
    deploy(management_account, STACK, resources(1, BudgetLimit={"Amount": 7, "Unit": "USD"}))
    (after,) = client.describe_budgets(AccountId=management_account.id)["Budgets"]
    assert after["BudgetName"] == before["BudgetName"]
    assert float(after["BudgetLimit"]["Amount"]) == 7
