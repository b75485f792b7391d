"""Ensures the configured accounts, each known by its e-mail, and puts each in its unit.

An account that exists is adopted. None is ever closed, renamed or taken out of a holding unit;
those that AWS has suspended or closed are not touched. New ones are limited a deploy; what is not
finished is pending, and counting the round up makes the next deploy go on from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import clients, log
from ..creation import Creation
from ..errors import NotFinishedError
from ..lifecycle import Setting
from ..members import ACTIVATING, Member, by_email
from ..placement import Places, move
from ..properties import Properties, count, text
from ..report import Report
from ..run import Run
from ..wanted import Wanted, wanted_accounts
from . import accounts_round

if TYPE_CHECKING:
    from boto3 import Session
    from mypy_boto3_organizations import OrganizationsClient

ACTIONS = (
    "lambda:InvokeFunction",
    "organizations:CreateAccount",
    "organizations:DescribeAccount",
    "organizations:DescribeCreateAccountStatus",
    "organizations:ListAccounts",
    "organizations:ListAccountsForParent",
    "organizations:ListCreateAccountStatus",
    "organizations:ListParents",
    "organizations:MoveAccount",
    "s3:GetObject",
    "ssm:PutParameter",
)
#: Organizations ensures its own role when it creates an account.
#: Source: AWS Organizations API Reference, CreateAccount and AccessDeniedForDependencyException.
DEPENDENT_ACTIONS = ("iam:CreateServiceLinkedRole",)
RESOURCES = {
    "iam:CreateServiceLinkedRole": (
        "arn:{partition}:iam::{account}:role/aws-service-role/organizations.amazonaws.com/"
        "AWSServiceRoleForOrganizations",
    ),
    "lambda:InvokeFunction": ("{function}",),
    "s3:GetObject": ("arn:{partition}:s3:::{accounts_bucket}/{accounts_key}",),
    "ssm:PutParameter": ("arn:{partition}:ssm:{region}:{account}:parameter{parameter}",),
}
REVISION = 3


def read(
    session: Session, properties: Properties, *, run: Run | None = None
) -> dict[str, dict[str, str]]:
    """Return id, state and unit of each wanted account that exists, by e-mail in lower case.

    The unit is empty when it is none the configuration knows.
    """
    run = run or Run()
    organizations = clients.organizations(session)
    wanted = wanted_accounts(session, properties, run)
    parents = Places.of(properties).parents(run, organizations)
    return {
        key: {"AccountId": one.id, "State": one.state, "UnitId": parents.get(one.id, "")}
        for key, one in by_email(run, organizations).items()
        if key in wanted
    }


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Adopt, create and place the wanted accounts.

    Raises:
        SettingError: if AWS refuses an account for good.
        NotFinishedError: if time runs out and another invocation can go on.

    """
    run = run or Run()
    organizations = clients.organizations(session)
    wanted = wanted_accounts(session, properties, run)
    limit = count(properties, "NewAccountsPerDeploy")
    places, report = Places.of(properties, run.old_properties), Report()
    existing = by_email(run, organizations)
    parents = places.parents(run, organizations)
    for key in (key for key in wanted if key in existing):
        member = existing[key]
        _place(run, organizations, report, places, wanted[key], member, parents.get(member.id, ""))
    missing = {key: one for key, one in wanted.items() if key not in existing}
    if missing:
        try:
            for one, member in Creation(run, organizations, limit, report).finish(missing):
                parent = _parent(run, organizations, member.id)
                _place(run, organizations, report, places, one, member, parent)
        except NotFinishedError as error:
            if run.can_continue:
                raise
            report.advice.append(f"{error}; deploy again, nothing is lost")
    attributes = report.attributes(wanted)
    if attributes["Pending"]:
        following = str(count(properties, "Round") + 1)
        accounts_round.write(session, text(properties, "RoundParameter"), following, run)
    log.write("accounts", **attributes)
    return attributes


def _parent(run: Run, organizations: OrganizationsClient, account_id: str) -> str:
    parents = run.pages(
        organizations.list_parents, "Parents", settling={"ChildNotFound"}, ChildId=account_id
    )
    return next((str(parent["Id"]) for parent in parents), "")


def _place(
    run: Run,
    organizations: OrganizationsClient,
    report: Report,
    places: Places,
    wanted: Wanted,
    member: Member,
    parent_id: str,
) -> None:
    if member.state == ACTIVATING:
        return
    reason = places.why_left(member, wanted, parent_id)
    if reason:
        report.left[wanted.key] = reason
        return
    move(run, organizations, member.id, parent_id, wanted.unit_id)
    report.ready.add(wanted.key)


handler = Setting("accounts", apply, continues=True)
