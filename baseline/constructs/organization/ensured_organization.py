"""The organization itself, and the switches of it that CloudFormation cannot turn."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import CfnOutput
from constructs import Construct

from baseline.constructs.organization.chain import OrganizationChain
from baseline.constructs.setting import Setting
from baseline.constructs.setting_module import SettingModule
from baseline.constructs.shared_value import (
    ACCOUNTS_ROUND,
    ORGANIZATION_ID,
    ROOT,
    SharedValues,
    target_id,
)
from baseline.runtime.settings import (
    accounts_round,
    central_root_access,
    organization,
    policy_types,
    stacksets_access,
    trail_service_linked_role,
    trusted_access,
)

TRUSTED_SERVICES = (
    "cloudtrail.amazonaws.com",  # the organization trail
    "iam.amazonaws.com",  # central root access
    "access-analyzer.amazonaws.com",  # the organization's analyzer
)
ACCOUNT_MANAGEMENT = "account.amazonaws.com"
"""Sets the alternate contacts of member accounts."""


class EnsuredOrganization(Construct):
    """An organization with all features, whether this account had one before or not.

    Ensured in this order: the organization, its policy types, trusted access, the trail's
    service-linked role, StackSets, central root access. `root_id` is the organization's root.
    A policy type that is no longer among `enabled_types` stays enabled.

    Args:
        has_account_management: whether the partition has AWS Account Management.
        has_stack_sets: whether StackSets can have trusted access there.

    Source: the order of "Prepare for creating a trail for your organization", AWS CloudTrail user
    guide, read 2026-11-24.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        prefix: str,
        tryout: bool,
        has_account_management: bool,
        has_stack_sets: bool,
        enabled_types: Sequence[str],
        shared_values: SharedValues,
        chain: OrganizationChain,
    ) -> None:
        super().__init__(scope, construct_id)

        def ensure(
            child_id: str,
            module: SettingModule,
            properties: dict[str, object] | None = None,
            refers_to: Setting | None = None,
        ) -> Setting:
            setting = Setting(self, child_id, prefix=prefix, module=module, properties=properties)
            chain.link(setting.resource, refers_to=refers_to.resource if refers_to else None)
            return setting

        ensured = ensure("Organization", organization, {"Tryout": "true" if tryout else "false"})
        self.root_id = ensured.attribute("RootId")
        self._share(shared_values, ensured)
        ensure(
            "PolicyTypes",
            policy_types,
            {"RootId": self.root_id, "PolicyTypes": list(enabled_types)},
            refers_to=ensured,
        )
        trusted = [*TRUSTED_SERVICES]
        if has_account_management:
            trusted.insert(2, ACCOUNT_MANAGEMENT)
        ensure("TrustedAccess", trusted_access, {"ServicePrincipals": trusted})
        ensure("TrailServiceLinkedRole", trail_service_linked_role)
        if has_stack_sets:
            ensure("StackSetsAccess", stacksets_access)
        ensure("CentralRootAccess", central_root_access)
        self._count_rounds(prefix, shared_values.path(ACCOUNTS_ROUND))

    def _share(self, shared_values: SharedValues, ensured: Setting) -> None:
        """Tell the ids to other stacks, and to who deploys."""
        shared_values.publish(
            self,
            "SharedRootId",
            name=target_id(ROOT),
            value=self.root_id,
            description="The root of the organization.",
        )
        shared_values.publish(
            self,
            "SharedOrganizationId",
            name=ORGANIZATION_ID,
            value=ensured.attribute("OrganizationId"),
            description="The id of the organization.",
        )
        CfnOutput(self, "OrganizationId", value=ensured.attribute("OrganizationId"))
        CfnOutput(self, "RootId", value=self.root_id)

    def _count_rounds(self, prefix: str, parameter: str) -> None:
        """Ensure the parameter by which a deploy goes on with accounts that were left pending."""
        Setting(
            self,
            "AccountsRound",
            prefix=prefix,
            module=accounts_round,
            properties={"Parameter": parameter},
            resource_fields={"parameter": parameter},
        )
