"""Resource control policies are judged where a record's account owns what was called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from baseline.config import load
from baseline.policy.actions.events import actions_of_event
from baseline.policy.documents import document
from baseline.replay.accounts import Accounts
from baseline.replay.judge import Judge, Verdict
from baseline.replay.standing import KEY, NO_RESOURCE, OWNER, UNKNOWN_UNIT
from baseline.review.guarded import AttachedPolicy, Guarded, Place, guarded_by_config
from tests.assemblies import ROOT
from tests.replay.judging import MANAGEMENT, guarded, verdict
from tests.replay.records import ACCOUNT, call, record, session

STAGING = "policy-staging"
OUTSIDE = "777788889999"
TLS = {"tlsDetails": {"tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256"}}
BUCKET = [
    {"type": "AWS::S3::Object", "ARN": "arn:aws:s3:::mine/a"},
    {"type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::mine", "accountId": ACCOUNT},
]
BY_NAME = {"bucketName": "mine", "key": "a"}
FOREIGN = [BUCKET[0], {**BUCKET[1], "accountId": OUTSIDE}]
KEYS = [{"ARN": f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1", "accountId": ACCOUNT}]
OUTSIDER = {"type": "AWSAccount", "principalId": "x", "accountId": OUTSIDE}
SERVICE = {"type": "AWSService", "invokedBy": "delivery.logs.amazonaws.com"}
INSECURE, OUTSIDERS, DEPUTY = (
    "DenyInsecureTransport",
    "DenyOutsideIdentities",
    "DenyConfusedDeputy",
)


def _staging(of: Guarded) -> Place:
    return next(each for each in of.places if each.key == STAGING)


def _unseen(key: str) -> str:
    return f"{key} is not in the log"


TRANSPORT = _unseen("aws:securetransport")


@pytest.mark.parametrize(
    ("found", "sid", "why"),
    [
        (record("s3 GetObject", resources=BUCKET, **TLS), "", ""),
        (record("s3 GetObject", resources=BUCKET), INSECURE, TRANSPORT),
        (record("s3 GetObject", resources=FOREIGN), "", ""),
        (
            record("s3 GetObject", {"bucketName": "x", "key": "k"}),
            INSECURE,
            f"{OWNER}; {TRANSPORT}",
        ),
        (record("s3 ListBuckets"), INSECURE, f"{NO_RESOURCE}; {TRANSPORT}"),
        (record("kms Decrypt", resources=KEYS), INSECURE, f"{KEY}; {TRANSPORT}"),
        (record("kms Decrypt", resources=KEYS, **TLS), "", ""),
        (
            record("s3 GetObject", who=OUTSIDER, resources=BUCKET, **TLS),
            OUTSIDERS,
            _unseen("aws:principalorgid"),
        ),
        (
            record("s3 GetObject", who=session(account=OUTSIDE), resources=BUCKET, **TLS),
            OUTSIDERS,
            _unseen("aws:principalorgid"),
        ),
        (record("s3 GetObject", who=session(account=MANAGEMENT), resources=BUCKET, **TLS), "", ""),
        (
            record("s3 PutObject", who=SERVICE, resources=BUCKET, **TLS),
            DEPUTY,
            f"{_unseen('aws:sourceaccount')}; {_unseen('aws:sourceorgid')}",
        ),
        (record("ec2 DescribeInstances"), "", ""),
    ],
    ids=call,
)
def test_judged(found: dict[str, Any], sid: str, why: str) -> None:
    """What the record tells of caller and transport is enough, or the answer says what lacks."""
    wanted = Verdict("cannot tell", sid, why) if sid else Verdict("not denied")
    assert verdict(found, STAGING) == wanted


@pytest.mark.parametrize(
    ("found", "unit"),
    [
        (record("s3 GetObject", who=OUTSIDER, resources=BUCKET), "production"),
        (record("kms RetireGrant", who=OUTSIDER, resources=KEYS), STAGING),
        (record("ec2 DescribeSnapshots", who=OUTSIDER), STAGING),
        (
            record("s3 GetObject", who=SERVICE, recipientAccountId=MANAGEMENT),
            STAGING,
        ),
    ],
    ids=["another-unit", "retire-grant", "another-service", "management"],
)
def test_not_bound(found: dict[str, Any], unit: str) -> None:
    """Other units, services and the management account's resources are bound by no such policy."""
    assert verdict(found, unit) is None


def test_partner() -> None:
    """A partner account that the configuration names is known to be spared."""
    config = load(str(ROOT / "examples/default.yaml"))
    controls = config.resource_controls.model_copy(update={"partner_accounts": (OUTSIDE,)})
    own = guarded_by_config(config.model_copy(update={"resource_controls": controls}))
    judge = Judge(own, Accounts({ACCOUNT: _staging(own)}))
    found = record("s3 GetObject", who=OUTSIDER, resources=BUCKET, **TLS)
    actions = actions_of_event(found["eventSource"], found["eventName"])
    assert judge.judge(actions, found, is_bound=False) == Verdict("not denied")


def test_unknown_unit() -> None:
    """Where the owner's unit is not known, a policy that stands elsewhere may hold."""
    answer = verdict(record("s3 GetObject", who=OUTSIDER, resources=BUCKET, **TLS), "")
    assert answer is not None
    assert answer.why == f"{UNKNOWN_UNIT}; {_unseen('aws:principalorgid')}"


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (record("s3 GetObject", who=OUTSIDER, resources=BUCKET), "denied"),
        (record("kms Decrypt", who=OUTSIDER, resources=KEYS), "denied"),
        (record("s3 GetObject", who=OUTSIDER, resources=FOREIGN), "not denied"),
        (record("s3 GetObject", resources=BUCKET), "not denied"),
    ],
    ids=["bucket", "key", "resource-of-another", "own-account"],
)
def test_denied(found: dict[str, Any], outcome: str) -> None:
    """A policy that names what every record tells denies for sure."""
    statement = {
        "Sid": "OnlyOwn",
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:*", "kms:*"],
        "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:PrincipalAccount": ACCOUNT}},
    }
    policy = {**document(), "Statement": [statement]}
    own = replace(guarded(), resource_policies={"root": (AttachedPolicy("own", policy),)})
    judge = Judge(own, Accounts({ACCOUNT: own.places[0]}))
    actions = actions_of_event(found["eventSource"], found["eventName"])
    answer = judge.judge(actions, found, is_bound="sessionContext" in found["userIdentity"])
    assert answer is not None
    assert answer.outcome == outcome
