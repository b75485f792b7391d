"""Ensures that this account manages an organization with all features.

An existing organization is used as it is; `refusals` says where this stops instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from .. import clients
from ..errors import SettingError
from ..lifecycle import Setting
from ..properties import Properties
from ..reasons import code_of, reason_of
from ..refusals import CREATION, refuse_billing_only, refuse_control_tower, refuse_member
from ..run import Run
from ..tryout import refuse_on_aws

if TYPE_CHECKING:
    from boto3 import Session
    from mypy_boto3_organizations import OrganizationsClient

ACTIONS = (
    "organizations:CreateOrganization",
    "organizations:DescribeOrganization",
    "organizations:ListAWSServiceAccessForOrganization",
    "organizations:ListRoots",
    "sts:GetCallerIdentity",
)
#: Source: AWS Organizations User Guide, "Creating an organization", minimum permissions.
DEPENDENT_ACTIONS = ("iam:CreateServiceLinkedRole",)
RESOURCES = {
    "iam:CreateServiceLinkedRole": (
        "arn:{partition}:iam::{account}:role/aws-service-role/organizations.amazonaws.com/"
        "AWSServiceRoleForOrganizations",
    )
}
REVISION = 1

_NONE = "AWSOrganizationsNotInUse"


def read(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Return the organization's ids and feature set; nothing when there is no organization."""
    run = run or Run()
    try:
        answer = run.call(clients.organizations(session).describe_organization)
    except ClientError as error:
        if code_of(error) != _NONE:
            raise
        refuse_on_aws(properties, error.response)
        return {}
    refuse_on_aws(properties, answer)
    return _facts(answer["Organization"])


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Create the organization unless there is one, and return its ids.

    Raises:
        SettingError: if this account must not manage one.

    """
    run = run or Run()
    client = clients.organizations(session)
    found = read(session, properties, run=run)
    if not found:
        _create(run, client)
        answer = run.call(client.describe_organization, settling={_NONE})
        found = _facts(answer["Organization"])
    refuse_member(found, run.call(clients.sts(session).get_caller_identity)["Account"])
    refuse_billing_only(found)
    refuse_control_tower(run, client)
    del found["FeatureSet"]
    return {**found, "RootId": _root_id(run, client)}


def _facts(organization: Any) -> dict[str, str]:
    return {
        "OrganizationId": organization["Id"],
        "ManagementAccountId": organization["MasterAccountId"],
        "FeatureSet": organization["FeatureSet"],
    }


def _create(run: Run, client: OrganizationsClient) -> None:
    try:
        run.call(client.create_organization, FeatureSet="ALL")
    except ClientError as error:
        # An answer that got lost on the way looks like this when the call is repeated.
        if code_of(error) == "AlreadyInOrganization":
            return
        advice = CREATION.get(reason_of(error))
        if advice is None:
            raise
        raise SettingError(f"no organization was created: {advice}") from error


def _root_id(run: Run, client: OrganizationsClient) -> str:
    """Return the id of the one root, which a moment-old organization may not show yet."""
    delays = run.clock.delays()
    while True:
        for root in run.pages(client.list_roots, "Roots", settling={_NONE}):
            return str(root["Id"])
        run.pause(next(delays), "the organization shows no root")


handler = Setting("organization", apply)
