"""What guardrails would have said to recorded calls."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from baseline.policy.actions.events import actions_of_event
from baseline.policy.documents import document
from baseline.replay.accounts import Accounts
from baseline.replay.judge import Judge, Verdict
from baseline.replay.standing import UNKNOWN_UNIT
from baseline.review.guarded import AttachedPolicy
from tests.replay.judging import guarded, verdict
from tests.replay.records import ACCOUNT, call, record, session

IAM = f"arn:aws:iam::{ACCOUNT}"
NEW_KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/new"
LOGS = "arn:aws:s3:::baseline-logs-111122223333"
ALL_UNSEEN = "the record does not tell enough of the iam role"


def _verdict(found: dict[str, Any], unit: str = "security") -> Verdict:
    answer = verdict(found, unit)
    assert answer is not None
    return answer


def _bucket(*arns: str) -> list[dict[str, str]]:
    return [{"type": "AWS::S3::Object", "ARN": arn} for arn in arns]


@pytest.mark.parametrize(
    ("found", "sid"),
    [
        (record("cloudtrail StopLogging", {"name": "baseline-trail"}), "ProtectAuditTrail"),
        (
            record(
                "cloudtrail StopLogging",
                {"name": f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/baseline-trail"},
            ),
            "ProtectAuditTrail",
        ),
        (record("cloudtrail StopLogging", {"name": "mine"}), ""),
        (
            record("s3 DeleteBucketPolicy", {"bucketName": LOGS.rpartition(":")[2]}),
            "ProtectLogBucket",
        ),
        (record("s3 PutObject", resources=_bucket(f"{LOGS}/a:b/c?*")), "ProtectLogBucket"),
        (record("s3 PutObject", resources=_bucket("arn:aws:s3:::mine/a")), ""),
        (record("s3 GetObject", resources=_bucket(f"{LOGS}/a")), ""),
        (
            record("iam CreateRole", {"roleName": "x", "path": "/baseline/"}),
            "ProtectBaselineRoles",
        ),
        (record("iam CreateRole", {"roleName": "x"}), ""),
        (
            record("iam DeletePolicy", {"policyArn": f"{IAM}:policy/baseline/boundary"}),
            "ProtectBaselineRoles",
        ),
        (
            record("monitoring DeleteAlarms", {"alarmNames": ["cpu", "baseline-root-use"]}),
            "ProtectBaselineResources",
        ),
        (record("monitoring DeleteAlarms", {"alarmNames": ["cpu"]}), ""),
        (
            record("lambda UpdateFunctionCode20150331v2", {"functionName": "baseline-units"}),
            "ProtectBaselineResources",
        ),
        (record("lambda UpdateFunctionCode20150331v2", {"functionName": "app"}), ""),
        (
            record("cloudformation DeleteStack", {"stackName": "baseline-audit"}),
            "ProtectBaselineResources",
        ),
        (record("events PutRule", {"name": "app"}), ""),
        (record("events PutRule", {"name": "app", "eventBusName": "default"}), ""),
        (record("events PutRule", {"name": "baseline-x"}), "ProtectBaselineResources"),
        (
            record("sns TagResource", {"resourceArn": f"arn:aws:sns:us-east-1:{ACCOUNT}:mine"}),
            "",
        ),
        (record("organizations LeaveOrganization"), "DenyLeaveOrganization"),
        (
            record("s3 ListBuckets", who={"type": "Root", "arn": f"{IAM}:root"}),
            "DenyMemberRootUser",
        ),
    ],
    ids=call,
)
def test_decided(found: dict[str, Any], sid: str) -> None:
    """What the record tells is enough to say who would have denied the call, or nobody."""
    assert _verdict(found) == (Verdict("denied", sid) if sid else Verdict("not denied"))


def test_central_root_session() -> None:
    """A root session that the organization's management opened is told from the root user's."""
    who = {"type": "Root", "arn": f"{IAM}:root", "sessionContext": {"assumedRoot": "true"}}
    assert _verdict(record("s3 ListBuckets", who=who)).outcome == "not denied"


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (record("iam PutRolePolicy", {"roleName": "web", "policyName": "x"}), ALL_UNSEEN),
        (
            record("kms ScheduleKeyDeletion", {"keyId": "1234abcd"}),
            "kms:resourcealiases is not in the log",
        ),
        (
            record("s3 DeleteBucketPolicy"),
            "the record does not tell enough of the s3",
        ),
    ],
    ids=call,
)
def test_cannot_tell(found: dict[str, Any], why: str) -> None:
    """What hangs on something that no log holds is not guessed, and the answer says on what."""
    answer = _verdict(found)
    assert (answer.outcome, answer.why) == ("cannot tell", why)


def test_exempt_caller_is_told() -> None:
    """Where the caller alone decides, what is unseen besides does not matter."""
    exempt = session(f"{IAM}:role/stacksets-exec-0123456789abcdef0123456789abcdef")
    found = record("kms ScheduleKeyDeletion", {"keyId": "1234abcd"}, who=exempt)
    assert _verdict(found).outcome == "not denied"


def _outcome(found: dict[str, Any], *about: dict[str, str]) -> str:
    """Judge a call by statements of one's own at the root."""
    statements = [{"Sid": f"S{at}", "Effect": "Deny", **each} for at, each in enumerate(about)]
    policy = AttachedPolicy("own", {**document(), "Statement": statements})
    judge = Judge(replace(guarded(), policies={"root": (policy,)}, others={}), Accounts())
    actions = actions_of_event(found["eventSource"], found["eventName"])
    answer = judge.judge(actions, found, is_bound=True)
    assert answer is not None
    return answer.outcome


def test_decided_alike() -> None:
    """A resource of which nothing is told is guarded for sure if one statement or another is."""
    found = record("kms Decrypt", {"keyId": "alias/app"})
    these = {"Action": "kms:*", "Resource": "arn:aws:kms:*:*:key/a*"}
    others = {"Action": "kms:*", "NotResource": "arn:aws:kms:*:*:key/a*"}
    assert _outcome(found, these, others) == "denied"
    assert _outcome(found, these) == "cannot tell"


@pytest.mark.parametrize(
    ("found", "about"),
    [
        (
            record("s3 PutObject", {"bucketName": "mine", "key": "a"}),
            {"Action": "s3:*", "Resource": "arn:aws:s3:*:*:accesspoint/*"},
        ),
        (
            record("kms CreateAlias", {"aliasName": "alias/a"}),
            {"Action": "kms:*", "Resource": "arn:aws:kms:*:*:key/*"},
        ),
        (
            record("kms UpdateAlias", {"aliasName": "alias/a"}, resources=[{"ARN": NEW_KEY}]),
            {"Action": "kms:*", "Resource": "arn:aws:kms:*:*:key/old"},
        ),
    ],
    ids=call,
)
def test_kind_that_is_not_certain(found: dict[str, Any], about: dict[str, str]) -> None:
    """A kind of resource that the call may not have been on denies nothing for sure."""
    assert _outcome(found, about) == "cannot tell"


def test_units() -> None:
    """An account is held by the guardrails of its unit; without one only the root's are sure."""
    abroad = record("ec2 RunInstances", awsRegion="eu-west-1")
    assert _verdict(abroad, "production") == Verdict("denied", "DenyOtherRegions")
    assert _verdict(abroad, "security").outcome == "not denied"
    assert _verdict(abroad, "").why == UNKNOWN_UNIT
    leaving = record("organizations LeaveOrganization")
    assert _verdict(leaving, "") == Verdict("denied", "DenyLeaveOrganization")
