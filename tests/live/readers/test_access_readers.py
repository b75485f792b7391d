"""The analyzer, which the services in memory do not have, and what is odd about passwords."""

from __future__ import annotations

from typing import Any

import pytest
from boto3 import Session

from tests.live.one_resource import REGION, not_ok
from tests.live.readers import access_cases as cases
from tests.live.readers.case import Made
from tests.runtime.faults import Faults
from tests.services_in_memory import mock_aws

FOUND = {
    "arn": cases.ANALYZER,
    "name": "baseline-organization",
    "type": "ORGANIZATION",
    "createdAt": "2026-11-24T10:00:00Z",
    "status": "ACTIVE",
    "tags": {"project": "baseline", "aws:cloudformation:stack-name": "baseline-access"},
}
MADE = Made(
    "AWS::AccessAnalyzer::Analyzer",
    cases.ANALYZER,
    {
        "AnalyzerName": "baseline-organization",
        "Type": "ORGANIZATION",
        "Tags": [{"Key": "project", "Value": "baseline"}],
    },
)
SEEN: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "as the template says": ({}, {}),
    "of another kind": ({"type": "ACCOUNT"}, {"Type": "differs"}),
    "other tags": ({"tags": {"project": "other"}}, {"Tags": "differs"}),
    "not at work": ({"status": "FAILED"}, {"status": "differs"}),
}


@pytest.mark.parametrize(("other", "differing"), SEEN.values(), ids=list(SEEN))
def test_analyzer(other: dict[str, Any], differing: dict[str, str]) -> None:
    """An analyzer is found as its template says, and exactly what is otherwise differs."""
    session, faults = Session("AKIDEXAMPLE", "secret", region_name=REGION), Faults()
    faults.answer("accessanalyzer.GetAnalyzer", {"analyzer": {**FOUND, **other}})
    faults.watch(session)
    with mock_aws():
        assert not_ok(MADE.findings(session)) == differing


def test_analyzer_that_is_gone() -> None:
    """An analyzer that the service does not know differs as a whole."""
    session, faults = Session("AKIDEXAMPLE", "secret", region_name=REGION), Faults()
    faults.fail("accessanalyzer.GetAnalyzer", "ResourceNotFoundException", status=404)
    faults.watch(session)
    with mock_aws():
        assert not_ok(MADE.findings(session)) == {"resource": "differs"}


CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "a maximum age": ({"MinimumPasswordLength": 14, "MaxPasswordAge": 90}, "maximum age"),
    "no symbols": ({"MinimumPasswordLength": 14, "RequireSymbols": False}, "RequireSymbols"),
    "users change it": (
        {"MinimumPasswordLength": 14, "AllowUsersToChangePassword": True},
        "AllowUsersToChangePassword",
    ),
}


@pytest.mark.parametrize(("change", "check"), CHANGES.values(), ids=list(CHANGES))
def test_what_no_configuration_sets_is_held_too(
    session: Session, change: dict[str, Any], check: str
) -> None:
    """A part of the password policy that is always the same differs when somebody changes it."""
    made = cases.make_password_policy(session)
    session.client("iam").update_account_password_policy(**{**cases.FIXED, **change})
    assert not_ok(made.findings(session)) == {check: "differs"}


def test_no_password_policy_differs(session: Session) -> None:
    """An account without a password policy differs as a whole."""
    made = cases.make_password_policy(session)
    session.client("iam").delete_account_password_policy()
    assert not_ok(made.findings(session)) == {"resource": "differs"}
