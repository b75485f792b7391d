"""The replay's tables answer as the evaluator does, for calls that a record tells all about."""

from __future__ import annotations

import itertools

import pytest

from baseline.policy.actions.events import actions_of_event
from baseline.policy.decide import Level, decide
from baseline.policy.documents import document
from baseline.policy.request import Request
from baseline.review.guarded import Place
from tests.replay.judging import guarded, judge
from tests.replay.records import ACCOUNT, record, session

FULL = document({"Sid": "FullAWSAccess", "Effect": "Allow", "Action": "*", "Resource": "*"})
IAM = f"arn:aws:iam::{ACCOUNT}"
CALLERS = (
    f"{IAM}:role/app",
    f"{IAM}:role/baseline/administrator",
    f"{IAM}:role/baseline/break-glass",
    f"{IAM}:role/stacksets-exec-0123456789abcdef",
    f"{IAM}:role/x/stacksets-exec-0",
)
REGIONS = ("us-east-1", "us-west-2", "eu-west-1")
CALLS = (
    ("s3 PutObject", "arn:aws:s3:::baseline-logs-1/a"),
    ("s3 PutObject", "arn:aws:s3:::other/baseline-logs-1"),
    ("s3 DeleteBucketPolicy", "arn:aws:s3:::baseline-access-logs-1"),
    ("s3 ListBuckets", "*"),
    ("iam DeleteRole", f"{IAM}:role/baseline/developer"),
    ("iam DeleteRole", f"{IAM}:role/app/baseline/x"),
    ("iam DeleteRole", f"{IAM}:role/OrganizationAccountAccessRole"),
    ("iam DeletePolicy", f"{IAM}:policy/baseline/x"),
    ("cloudtrail StopLogging", f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/baseline-trail"),
    ("cloudtrail StopLogging", f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/baseline-trail2"),
    (
        "lambda UpdateFunctionCode20150331v2",
        f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:baseline-x",
    ),
    ("sns DeleteTopic", f"arn:aws:sns:us-east-1:{ACCOUNT}:mine"),
    ("monitoring PutMetricAlarm", f"arn:aws:cloudwatch:us-east-1:{ACCOUNT}:alarm:baseline-x"),
    ("organizations LeaveOrganization", "*"),
    ("guardduty DeleteDetector", f"arn:aws:guardduty:us-east-1:{ACCOUNT}:detector/1"),
    ("sts AssumeRole", f"{IAM}:role/app"),
)


FACTS = {
    "aws:PrincipalOrgID": guarded().organization,
    "aws:PrincipalIsAWSService": "false",
    "aws:SecureTransport": "true",
}
TOLD = {"tlsDetails": {"tlsVersion": "TLSv1.3"}}


def _levels(place: Place) -> tuple[list[Level], list[Level]]:
    control, resource = (
        {key: [each.document for each in attached] for key, attached in policies.items()}
        for policies in (guarded().policies, guarded().resource_policies)
    )
    return [Level(key, [FULL, *control.get(key, ())]) for key in place.chain], [
        Level(key, resource.get(key, [])) for key in place.chain
    ]


@pytest.mark.parametrize("place", guarded().places, ids=lambda place: place.key)
def test_same_answer(place: Place) -> None:
    """In every unit, over callers and regions, tables and evaluator deny the same calls."""
    control, resource = _levels(place)
    for (call, arn), caller, region in itertools.product(CALLS, CALLERS, REGIONS):
        listed = [{"ARN": arn, "accountId": ACCOUNT}]
        found = record(call, who=session(caller), awsRegion=region, resources=listed, **TOLD)
        (action,) = actions_of_event(found["eventSource"], found["eventName"])
        context = {"aws:PrincipalArn": caller, "aws:RequestedRegion": region, **FACTS}
        wanted = decide(control, Request(action.name, arn, context), resource)
        answer = judge(place.key).judge((action,), found, is_bound=True)
        assert answer is not None
        assert answer.outcome == ("denied" if wanted.denied else "not denied"), (call, arn, caller)
