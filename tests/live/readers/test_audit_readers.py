"""Reading what the audit stacks hold where the services in memory differ from the others."""

from __future__ import annotations

from typing import Any

import pytest
from boto3 import Session

from tests.live.one_resource import REGION, not_ok
from tests.live.readers import audit_cases, watch_cases
from tests.live.readers.case import Made
from tests.runtime.faults import Faults
from tests.services_in_memory import mock_aws

FOUND: dict[str, Any] = {
    "queryDefinitionId": "1234abcd-12ab-34cd-56ef-1234567890ab",
    "name": "baseline/root-use",
    "queryString": "fields eventTime",
    "logGroupNames": ["/baseline/trail"],
}
QUERY = Made(
    "AWS::Logs::QueryDefinition",
    "1234abcd-12ab-34cd-56ef-1234567890ab",
    {
        "Name": "baseline/root-use",
        "QueryString": "fields eventTime",
        "LogGroupNames": ["/baseline/trail"],
    },
)
SEEN: dict[str, tuple[list[dict[str, Any]], dict[str, str]]] = {
    "as the template says": ([FOUND], {}),
    "of another text": ([{**FOUND, "queryString": "limit 1"}], {"QueryString": "differs"}),
    "of another group": ([{**FOUND, "logGroupNames": []}], {"LogGroupNames": "differs"}),
    "not there": ([{**FOUND, "queryDefinitionId": "other"}], {"resource": "differs"}),
}


@pytest.mark.parametrize(("found", "differing"), SEEN.values(), ids=list(SEEN))
def test_saved_query(found: list[dict[str, Any]], differing: dict[str, str]) -> None:
    """A saved query is looked for on every page, and exactly what is otherwise differs."""
    session, faults = Session("AKIDEXAMPLE", "secret", region_name=REGION), Faults()
    for page in ({"queryDefinitions": [], "nextToken": "2"}, {"queryDefinitions": found}):
        faults.answer("cloudwatch-logs.DescribeQueryDefinitions", page)
    faults.watch(session)
    with mock_aws():
        assert not_ok(QUERY.findings(session)) == differing


def test_subscription_is_found_by_whom_it_is_for(session: Session) -> None:
    """A subscription is there whether confirmed or not, and gone when its address has none."""
    made = watch_cases.make_subscription(session)
    assert not_ok(made.findings(session)) == {}
    other = {"Endpoint": "nobody@example.com"}
    assert not_ok(made.findings(session, **other)) == {"resource": "differs"}


def test_audit_storage(session: Session) -> None:
    """The setting is as its template says while bucket and key answer, and differs otherwise."""
    key = audit_cases.make_alias(session)
    session.client("s3").create_bucket(Bucket="its-logs")
    wanted = {"Bucket": "its-logs", "KeyAlias": key.physical_id}
    made = Made("Custom::BaselineAuditStorage", "setting", wanted)
    assert not_ok(made.findings(session)) == {}
    assert not_ok(made.findings(session, Bucket="no-logs")) == {"Bucket": "differs"}
    assert not_ok(made.findings(session, KeyAlias="alias/none")) == {
        "KeyAlias": "differs",
        "key state": "differs",
    }


def test_topic_policy(session: Session) -> None:
    """The policy of a topic is found as its template says, and differs once it is another."""
    made = watch_cases.make_topic_policy(session)
    assert not_ok(made.findings(session)) == {}
    watch_cases.open_topic(session)
    assert not_ok(made.findings(session)) == {"PolicyDocument": "differs"}


def test_topics_that_do_not_agree_differ(session: Session) -> None:
    """A policy for several topics is there only when each of them has it."""
    made = watch_cases.make_topic_policy(session)
    other = session.client("sns").create_topic(Name="other")["TopicArn"]
    assert not_ok(made.findings(session, Topics=[watch_cases.TOPIC, other])) == {
        "PolicyDocument": "differs"
    }
