"""Ensures CloudTrail's service-linked role, without which no organization trail can be created.

Trusted access alone does not make it, and CloudFormation's own resource fails when it exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from .. import clients
from ..lifecycle import Setting
from ..properties import Properties
from ..reasons import code_of, message_of
from ..run import Run

if TYPE_CHECKING:
    from boto3 import Session

SERVICE = "cloudtrail.amazonaws.com"
ROLE = "AWSServiceRoleForCloudTrail"

ACTIONS = ("iam:CreateServiceLinkedRole", "iam:GetRole")
DEPENDENT_ACTIONS: tuple[str, ...] = ()
RESOURCES = dict.fromkeys(
    ACTIONS, (f"arn:{{partition}}:iam::{{account}}:role/aws-service-role/{SERVICE}/{ROLE}",)
)
REVISION = 1


def read(
    session: Session,
    properties: Properties,  # noqa: ARG001 - every setting is read in the same way
    *,
    run: Run | None = None,
) -> dict[str, bool]:
    """Return whether the role exists."""
    run = run or Run()
    try:
        run.call(clients.iam(session).get_role, RoleName=ROLE)
    except ClientError as error:
        if code_of(error) != "NoSuchEntity":
            raise
        return {ROLE: False}
    return {ROLE: True}


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Create the role unless it exists; one that appears meanwhile is as good."""
    run = run or Run()
    if not read(session, properties, run=run)[ROLE]:
        try:
            run.call(clients.iam(session).create_service_linked_role, AWSServiceName=SERVICE)
        except ClientError as error:
            # Source: the message as others met it, "Service role name ... has been taken in this
            # account, please try a different suffix" (terraform-provider-aws issue 921 and more).
            if code_of(error) != "InvalidInput" or "been taken" not in message_of(error):
                raise
    return {}


handler = Setting("trail_service_linked_role", apply)
