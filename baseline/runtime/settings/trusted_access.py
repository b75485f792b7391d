"""Lets AWS services work across the organization (trusted access)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import clients
from ..lifecycle import Setting
from ..properties import Properties, texts
from ..run import Run

if TYPE_CHECKING:
    from boto3 import Session

ACTIONS = (
    "organizations:EnableAWSServiceAccess",
    "organizations:ListAWSServiceAccessForOrganization",
)
#: None: each service makes its role with its own rights, when it needs it.
#: Source: AWS Organizations User Guide, "Using AWS Organizations with other AWS services",
#: permissions required to enable trusted access.
DEPENDENT_ACTIONS: tuple[str, ...] = ()
RESOURCES: dict[str, tuple[str, ...]] = {}
REVISION = 1


def read(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, bool]:
    """Return for each desired service principal whether it has trusted access."""
    run = run or Run()
    services = run.pages(
        clients.organizations(session).list_aws_service_access_for_organization,
        "EnabledServicePrincipals",
    )
    enabled = {service["ServicePrincipal"] for service in services}
    return {name: name in enabled for name in texts(properties, "ServicePrincipals")}


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Give trusted access to each service that lacks it; none is ever taken away."""
    run = run or Run()
    client = clients.organizations(session)
    for name, is_enabled in read(session, properties, run=run).items():
        if not is_enabled:
            run.call(client.enable_aws_service_access, ServicePrincipal=name)
    return {}


handler = Setting("trusted_access", apply)
