"""Activates StackSets for the organization: CloudFormation's own half of trusted access.

Trusted access for `member.org.stacksets.cloudformation.amazonaws.com` alone is not enough: a
service-managed stack set is then still refused.

Source: CloudFormation User Guide, "Activate trusted access for StackSets with AWS Organizations";
others who met it, pepperize/cdk-organizations issue 1718.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import clients
from ..errors import SettingError
from ..lifecycle import Setting
from ..properties import Properties
from ..run import Run

if TYPE_CHECKING:
    from boto3 import Session

ACTIONS = (
    "cloudformation:ActivateOrganizationsAccess",
    "cloudformation:DescribeOrganizationsAccess",
)
#: Source: aws-samples/orgs-prescriptive-guidance, pull request 1, the role of a function that
#: makes the same call; Systems Manager User Guide, "Setting up Systems Manager console access".
DEPENDENT_ACTIONS = ("iam:CreateServiceLinkedRole", "organizations:EnableAWSServiceAccess")
RESOURCES = {
    "iam:CreateServiceLinkedRole": (
        "arn:{partition}:iam::{account}:role/aws-service-role/stacksets.cloudformation"
        ".amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin",
    )
}
REVISION = 1

ENABLED = "ENABLED"
CLOSED = "DISABLED_PERMANENTLY"


def read(
    session: Session,
    properties: Properties,  # noqa: ARG001 - every setting is read in the same way
    *,
    run: Run | None = None,
) -> dict[str, str]:
    """Return the status of StackSets' access to the organization."""
    run = run or Run()
    answer = run.call(clients.cloudformation(session).describe_organizations_access)
    return {"Status": answer["Status"]}


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Activate the access unless it is, and wait until it shows.

    Raises:
        SettingError: if AWS has closed it for good.
        NotFinishedError: if it does not show in time.

    """
    run = run or Run()
    delays = run.clock.delays()
    is_asked = False
    while (status := read(session, properties, run=run)["Status"]) != ENABLED:
        if status == CLOSED:
            raise SettingError(
                f"StackSets' access to this organization is {status}; ask AWS Support to open it"
            )
        if not is_asked:
            run.call(clients.cloudformation(session).activate_organizations_access)
            is_asked = True
        run.pause(next(delays), f"StackSets' access to the organization is {status}")
    return {}


handler = Setting("stacksets_access", apply)
