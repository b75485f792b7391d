"""Events stand for the actions that policies allow."""

from __future__ import annotations

import pytest

from baseline.policy.actions import actions_by_service, known_actions
from baseline.policy.actions.events import actions_of_event, event_names, read_on


@pytest.mark.parametrize(
    ("source", "name", "actions"),
    [
        ("s3.amazonaws.com", "ListBuckets", ["s3:ListAllMyBuckets"]),
        ("s3.amazonaws.com", "CopyObject", ["s3:PutObject", "s3:GetObject"]),
        ("lambda.amazonaws.com", "CreateFunction20150331", ["lambda:CreateFunction"]),
        (
            "lambda.amazonaws.com",
            "UpdateFunctionCode20150331v2",
            ["lambda:UpdateFunctionCode"],
        ),
        (
            "cloudfront.amazonaws.com",
            "CreateDistribution2020_05_31",
            ["cloudfront:CreateDistribution"],
        ),
        ("monitoring.amazonaws.com", "PutMetricAlarm", ["cloudwatch:PutMetricAlarm"]),
        ("tagging.amazonaws.com", "GetResources", ["tag:GetResources"]),
        ("ec2.amazonaws.com.cn", "RunInstances", ["ec2:RunInstances"]),
        ("ec2.amazonaws.com", "BrandNewCall", []),
        ("brandnew.amazonaws.com", "ListThings", []),
    ],
    ids=str,
)
def test_actions(source: str, name: str, actions: list[str]) -> None:
    """An event has the actions that AWS authorises it by, or none that is known."""
    assert [each.name for each in actions_of_event(source, name)] == actions


def test_exceptions_are_known_actions() -> None:
    """Every action and every prefix among the exceptions is in AWS's list."""
    exceptions = event_names()
    named = {each for actions in exceptions.events.values() for each in actions}
    assert {each for each in named if each.lower() not in known_actions()} == set()
    assert set(exceptions.services.values()) <= actions_by_service().keys()
    assert read_on() >= "2026-11-24"


def test_exceptions_are_needed() -> None:
    """No exception says what the rule says without it."""
    exceptions = event_names()
    assert [source for source, prefix in exceptions.services.items() if source == prefix] == []
    assert [
        (source, name)
        for (source, name), actions in exceptions.events.items()
        if actions == (f"{exceptions.services.get(source, source)}:{name}",)
    ] == []
