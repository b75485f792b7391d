"""The budget of a month, and whom AWS tells about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from aws_cdk.aws_budgets import CfnBudget
from constructs import Construct

ALERTS = (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))
"""When somebody is told: what is spent or will be by the month's end, in percent of the budget."""


class MonthlyBudget(Construct):
    """What all accounts may cost in a month; credits and refunds do not make it look like less.

    Only a replacement can change the subscribers, and AWS refuses two budgets of one name. So the
    name ends in a digest of the notifications: the new budget stands beside the old one until
    CloudFormation deletes that. The amount changes in place.

    Source: CloudFormation resource specification of 2026-10-20: BudgetName and
    NotificationsWithSubscribers are create-only.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        monthly_usd: int,
        emails: Sequence[str],
    ) -> None:
        super().__init__(scope, construct_id)
        notifications = _notifications(emails)
        CfnBudget(
            self,
            "Budget",
            budget=CfnBudget.BudgetDataProperty(
                budget_name=f"{prefix}-monthly-{_digest(notifications)}",
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=CfnBudget.SpendProperty(amount=monthly_usd, unit="USD"),
                cost_types=CfnBudget.CostTypesProperty(include_credit=False, include_refund=False),
            ),
            notifications_with_subscribers=notifications or None,
        )


def _notifications(emails: Sequence[str]) -> list[dict[str, Any]]:
    """One notification for each alert; AWS takes none without a subscriber."""
    return [
        {
            "notification": {
                "notificationType": kind,
                "comparisonOperator": "GREATER_THAN",
                "threshold": percent,
                "thresholdType": "PERCENTAGE",
            },
            "subscribers": [
                {"subscriptionType": "EMAIL", "address": address} for address in sorted(emails)
            ],
        }
        for kind, percent in ALERTS
        if emails
    ]


def _digest(notifications: Sequence[dict[str, Any]]) -> str:
    written = json.dumps(notifications, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:8]
