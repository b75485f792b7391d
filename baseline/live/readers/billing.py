"""Reads cost reports, data exports and budgets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from baseline.live.clients import Clients
from baseline.live.compare import plain
from baseline.live.observed import Observed, Question


def read_report(question: Question) -> Observed | None:
    """Read a Cost and Usage Report; the service only lists them."""
    name = question.physical_id
    reports = question.clients.pages("cur", "describe_report_definitions", "ReportDefinitions")
    report = next((each for each in reports if each["ReportName"] == name), None)
    if report is None:
        return None
    tags = question.clients["cur"].list_tags_for_resource(ReportName=name)["Tags"]
    names = (
        "AdditionalArtifacts",
        "AdditionalSchemaElements",
        "BillingViewArn",
        "Compression",
        "Format",
        "RefreshClosedReports",
        "ReportName",
        "ReportVersioning",
        "S3Bucket",
        "S3Prefix",
        "S3Region",
        "TimeUnit",
    )
    return Observed(properties={**{each: report.get(each) for each in names}, "Tags": tags})


def read_export(question: Question) -> Observed:
    """Read a data export; AWS adds to it, so only what the template says is compared."""
    client, arn = question.clients["bcm-data-exports"], question.physical_id
    return Observed(
        properties={
            "Export": client.get_export(ExportArn=arn)["Export"],
            "Tags": client.list_tags_for_resource(ResourceArn=arn)["ResourceTags"],
        },
        attributes={"ExportArn": arn},
    )


def read_budget(question: Question) -> Observed:
    """Read a budget with whom it tells what; its name is its id."""
    clients, name = question.clients, question.physical_id
    account = clients.account
    budget = clients["budgets"].describe_budget(AccountId=account, BudgetName=name)["Budget"]
    arn = f"arn:{clients.partition}:budgets::{account}:budget/{name}"
    tags = clients["budgets"].list_tags_for_resource(ResourceARN=arn)["ResourceTags"]
    return Observed(
        properties={
            "Budget": as_budget(budget),
            "NotificationsWithSubscribers": _notifications(clients, name),
            "ResourceTags": tags,
        }
    )


def as_budget(value: Any) -> Any:
    """Write a budget with its amount in one form: AWS says 100.0 to a template's 100."""
    if not isinstance(value, Mapping) or "BudgetLimit" not in value:
        return plain(value)
    limit = value["BudgetLimit"]
    return plain({**value, "BudgetLimit": {**limit, "Amount": _number(limit["Amount"])}})


def as_notifications(value: Any) -> Any:
    """Write notifications in one order and form; AWS keeps them as a set, and so subscribers."""
    if not isinstance(value, list):
        return plain(value)
    return sorted((_notification(each) for each in value), key=repr)


def _notification(value: Mapping[str, Any]) -> Any:
    told = value["Notification"]
    return plain(
        {
            "Notification": {
                "ComparisonOperator": told["ComparisonOperator"],
                "NotificationType": told["NotificationType"],
                "Threshold": _number(told["Threshold"]),
                # What AWS takes where nothing is said. Source: AWS Budgets API, Notification.
                "ThresholdType": told.get("ThresholdType", "PERCENTAGE"),
            },
            "Subscribers": sorted(value["Subscribers"], key=lambda each: sorted(each.items())),
        }
    )


def _notifications(clients: Clients, name: str) -> list[dict[str, Any]]:
    of_budget = {"AccountId": clients.account, "BudgetName": name}
    notifications = clients.pages(
        "budgets", "describe_notifications_for_budget", "Notifications", **of_budget
    )
    return [
        {
            "Notification": each,
            "Subscribers": list(
                clients.pages(
                    "budgets",
                    "describe_subscribers_for_notification",
                    "Subscribers",
                    **of_budget,
                    Notification=_asked(each),
                )
            ),
        }
        for each in notifications
    ]


def _asked(notification: Mapping[str, Any]) -> dict[str, Any]:
    """What tells a notification apart: all but the state it is in."""
    return {key: each for key, each in notification.items() if key != "NotificationState"}


def _number(value: Any) -> str:
    return f"{Decimal(str(value)).normalize():f}"
