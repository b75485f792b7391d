"""The organization from the other side, and what is attached to roles."""

from __future__ import annotations

import json

from boto3 import Session

from baseline.live.clients import Clients
from baseline.live.organization import FULL_ACCESS, Organization
from baseline.live.roles import role_findings
from baseline.live.whole import organization_findings
from tests.live.one_resource import REGION, not_ok, reading_of
from tests.live.readers.iam_cases import make_managed_policy
from tests.live.readers.organizations_cases import SCP, make_organization, make_policy, make_unit

LEFT_POLICIES = "policies named baseline-* that no template has"
LEFT_UNITS = "units named baseline-* that no template has"


def _not_ok(session: Session, *ours: str) -> dict[str, str]:
    organization = Organization(Clients(session, REGION))
    return not_ok(list(organization_findings(organization, prefix="baseline-", ours=ours)))


def test_an_organization_with_nothing_left_over_is_ok(session: Session) -> None:
    """Policies of the templates and of others are both fine."""
    made = make_policy(session)
    session.client("organizations").create_policy(
        Content=json.dumps(made.properties["Content"]), Description="x", Name="of-others", Type=SCP
    )
    assert _not_ok(session, made.physical_id) == {}


def test_a_policy_that_no_template_has_is_seen(session: Session) -> None:
    """A policy with the baseline's prefix that no stack holds is told by name."""
    make_policy(session)
    assert _not_ok(session) == {LEFT_POLICIES: "differs"}


def test_a_unit_that_no_template_has_is_seen(session: Session) -> None:
    """A unit with the baseline's prefix that no stack holds is told, at any depth."""
    made = make_unit(session)
    session.client("organizations").create_organizational_unit(
        ParentId=made.physical_id, Name="baseline-old"
    )
    assert _not_ok(session, made.physical_id) == {LEFT_UNITS: "differs"}


def test_full_access_taken_from_a_unit_is_seen(session: Session) -> None:
    """The unit that lost AWS's own full access is told by name."""
    made = make_unit(session)
    session.client("organizations").detach_policy(PolicyId=FULL_ACCESS, TargetId=made.physical_id)
    organization = Organization(Clients(session, REGION))
    findings = list(organization_findings(organization, prefix="baseline-", ours=()))
    assert [each.found for each in findings if each.status != "ok"] == [["unit Security"]]


def test_no_organization_is_never_ok(session: Session) -> None:
    """Where there is no organization, nothing about it can be told."""
    assert _not_ok(session) == {"units, accounts and policies": "unknown"}


def test_without_a_prefix_nothing_is_called_left_over(session: Session) -> None:
    """An empty prefix would make every policy of others a left-over; it makes the check unknown."""
    make_organization(session)
    organization = Organization(Clients(session, REGION))
    findings = list(organization_findings(organization, prefix="", ours=()))
    assert set(not_ok(findings).values()) == {"unknown"}


def test_a_policy_attached_from_elsewhere_is_seen(session: Session) -> None:
    """A role may hold exactly the policies that its stack gives it."""
    policy = make_managed_policy(session)
    resources = {
        "Role": ("AWS::IAM::Role", {}, "setting"),
        "Policy": (policy.type, {"Roles": [{"Ref": "Role"}]}, policy.physical_id),
    }
    assert not_ok(list(role_findings(reading_of(session, resources)))) == {}
    iam = session.client("iam")
    document = json.dumps(policy.properties["PolicyDocument"])
    arn = iam.create_policy(PolicyName="more", PolicyDocument=document)["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="setting", PolicyArn=arn)
    assert not_ok(list(role_findings(reading_of(session, resources)))) == {
        "attached policies": "differs"
    }
