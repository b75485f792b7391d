"""What no guardrail decides is left out, each for its reason."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.replay import record as reasons
from baseline.replay.keys import principal
from baseline.replay.record import left_out, unbound
from tests.replay.records import ACCOUNT, ROLE, call, record, session

MANAGEMENT = "111122223333"
SERVICE = {"type": "AWSService", "invokedBy": "cloudtrail.amazonaws.com"}
LINKED = session(f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX")
ALIKE = session(f"arn:aws:iam::{ACCOUNT}:role/x/:role/aws-service-role/AWSServiceRoleForX")
"""A role that anybody can make: its path holds what begins that of a service-linked role."""
WEB = {"type": "WebIdentityUser", "principalId": "x", "userName": "y"}


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (record("s3 ListBuckets"), None),
        (record("s3 ListBuckets", errorCode="AccessDenied"), reasons.FAILED),
        (record("s3 ListBuckets", who=SERVICE), reasons.BY_SERVICE),
        (record("s3 ListBuckets", who=LINKED), reasons.SERVICE_LINKED),
        (
            record(
                "s3 ListBuckets", who=session(account=MANAGEMENT), recipientAccountId=MANAGEMENT
            ),
            reasons.BY_MANAGEMENT,
        ),
        (
            record("kms Decrypt", who={"type": "AWSAccount", "accountId": "777788889999"}),
            reasons.FROM_ELSEWHERE,
        ),
        (record("kms Decrypt", who=session(account="777788889999")), reasons.FROM_ELSEWHERE),
        (record("sts AssumeRoleWithWebIdentity", who=WEB), reasons.NOT_BOUND),
        (record("signin ConsoleLogin", eventType="AwsConsoleSignIn"), reasons.NO_CALL),
        (record("kms RotateKey", eventType="AwsServiceEvent"), reasons.NO_CALL),
        ({"eventType": "AwsCloudTrailInsight", "insightDetails": {}}, reasons.NO_CALL),
        ({"eventType": "AwsServiceEvent", "eventName": "RotateKey"}, reasons.NO_CALL),
        (record("s3 ListBuckets", who=ALIKE), None),
        ({}, reasons.NOT_READABLE),
        ({"eventSource": "s3.amazonaws.com", "eventName": "x"}, reasons.NOT_READABLE),
    ],
    ids=call,
)
def test_reason(found: dict[str, Any], reason: str | None) -> None:
    """A record is left out for one reason, or for none."""
    assert (left_out(found) or unbound(found, MANAGEMENT)) == reason


def test_issuer_instead_of_session() -> None:
    """Of a session, the role with its path is compared, which the session's ARN lacks."""
    assert principal(record("s3 ListBuckets")) == ROLE


def test_odd_record() -> None:
    """Where a record holds something else than AWS documents, the caller is not known."""
    who = {"type": "AssumedRole", "accountId": ACCOUNT, "sessionContext": "x"}
    assert principal(record("s3 ListBuckets", who=who)) is None
    found = record("s3 ListBuckets", who=who)
    assert (left_out(found) or unbound(found, MANAGEMENT)) is None
