"""Each native resource type: found as the template says, and every change is seen as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from boto3 import Session

from tests.live.one_resource import not_ok
from tests.live.readers import (
    access_cases,
    audit_cases,
    function_cases,
    iam_cases,
    organizations_cases,
    plain_cases,
    s3_cases,
    watch_cases,
)
from tests.live.readers.case import Change, Made

Make = Callable[[Session], Made]

CASES: dict[str, tuple[Make, dict[str, Change]]] = {
    "role": (iam_cases.make_role, iam_cases.ROLE_CHANGES),
    "managed policy": (iam_cases.make_managed_policy, iam_cases.POLICY_CHANGES),
    "group": (access_cases.make_group, access_cases.GROUP_CHANGES),
    "identity provider": (access_cases.make_identity_provider, access_cases.PROVIDER_CHANGES),
    "key": (audit_cases.make_key, audit_cases.KEY_CHANGES),
    "alias": (audit_cases.make_alias, audit_cases.ALIAS_CHANGES),
    "trail": (audit_cases.make_trail, audit_cases.TRAIL_CHANGES),
    "alarm": (watch_cases.make_alarm, watch_cases.ALARM_CHANGES),
    "metric filter": (watch_cases.make_metric_filter, watch_cases.FILTER_CHANGES),
    "topic": (watch_cases.make_topic, watch_cases.TOPIC_CHANGES),
    "function": (function_cases.make_function, function_cases.FUNCTION_CHANGES),
    "log group": (plain_cases.make_log_group, plain_cases.LOG_CHANGES),
    "parameter": (plain_cases.make_parameter, plain_cases.PARAMETER_CHANGES),
    "unit": (organizations_cases.make_unit, organizations_cases.UNIT_CHANGES),
    "policy": (organizations_cases.make_policy, organizations_cases.POLICY_CHANGES),
    "bucket": (s3_cases.make_bucket, s3_cases.BUCKET_CHANGES),
    "plain bucket": (s3_cases.make_plain_bucket, s3_cases.PLAIN_BUCKET_CHANGES),
    "bucket policy": (s3_cases.make_bucket_policy, s3_cases.BUCKET_POLICY_CHANGES),
}
CHANGES = {
    f"{name}: {changed}": (make, changed, change)
    for name, (make, changes) in CASES.items()
    for changed, change in changes.items()
}
MAKES = {name: make for name, (make, _) in CASES.items()}


@pytest.mark.parametrize("make", MAKES.values(), ids=MAKES)
def test_what_the_template_says_is_found(session: Session, make: Make) -> None:
    """Every property of a resource that is as its template says is found and equal."""
    made = make(session)
    findings = made.findings(session)
    assert {finding.check for finding in findings} >= set(made.properties)
    assert not_ok(findings) == {}


@pytest.mark.parametrize(("make", "changed", "change"), CHANGES.values(), ids=CHANGES)
def test_a_change_in_the_service_is_seen(
    session: Session, make: Make, changed: str, change: Change
) -> None:
    """Exactly the property that somebody changes in the service differs."""
    made = make(session)
    change(session, made)
    assert not_ok(made.findings(session)) == {changed: "differs"}


@pytest.mark.parametrize("make", MAKES.values(), ids=MAKES)
def test_every_property_is_held_against_the_template(session: Session, make: Make) -> None:
    """Whichever property of the template has another value, exactly that one differs."""
    made = make(session)
    for name in made.properties:
        other = {"S3Bucket": "another", "S3Key": "x"} if name == "Code" else "another value"
        status = "unknown" if name == "Code" else "differs"
        assert not_ok(made.findings(session, **{name: other})) == {name: status}


@pytest.mark.parametrize("make", MAKES.values(), ids=MAKES)
def test_a_property_without_a_reader_is_never_ok(session: Session, make: Make) -> None:
    """A property that no reader tells and no list excuses is unknown."""
    assert not_ok(make(session).findings(session, Undreamt="x")) == {"Undreamt": "unknown"}


GONE = {
    "key": "1234abcd-12ab-34cd-56ef-1234567890ab",
    "alias": "alias/none",
    "trail": "no-trail",
    "alarm": "nothing",
    "metric filter": "nothing",
    "topic": "arn:aws:sns:us-east-1:123456789012:nothing",
    "role": "nobody",
    "managed policy": "arn:aws:iam::123456789012:policy/nothing",
    "group": "nobody",
    "function": "nothing",
    "log group": "its",
    "parameter": "/baseline/nothing",
    "unit": "ou-abcd-99999999",
    "policy": "p-99999999",
    "bucket": "not-its-bucket",
    "bucket policy": "not-its-bucket",
}


@pytest.mark.parametrize("name", GONE)
def test_what_is_not_there_differs(session: Session, name: str) -> None:
    """A resource that its service does not know differs as a whole."""
    made = MAKES[name](session)
    gone = Made(made.type, GONE[name], made.properties)
    assert not_ok(gone.findings(session)) == {"resource": "differs"}
