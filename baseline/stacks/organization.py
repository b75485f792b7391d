"""The organization, its switches and its units."""

from __future__ import annotations

from aws_cdk import App

from baseline.config import Config
from baseline.config.regions import WITHOUT_ACCOUNT_MANAGEMENT, WITHOUT_STACK_SETS
from baseline.config.rollout import rollout_of
from baseline.constructs.organization.chain import OrganizationChain
from baseline.constructs.organization.ensured_organization import EnsuredOrganization
from baseline.constructs.organization.units import UnitPlacement, Units
from baseline.constructs.shared_value import SharedValues
from baseline.guardrails.rollout import policy_types
from baseline.stacks.baseline_stack import BaselineStack


class OrganizationStack(BaselineStack):
    """An organization with all features and the configured units, new or adopted."""

    def __init__(self, app: App, construct_id: str, *, config: Config) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="organization",
            description="The organization, its switches and its units.",
        )
        chain = OrganizationChain()
        shared_values = SharedValues(config.prefix)
        organization = EnsuredOrganization(
            self,
            "Organization",
            prefix=config.prefix,
            tryout=config.tryout,
            has_account_management=config.partition not in WITHOUT_ACCOUNT_MANAGEMENT,
            has_stack_sets=config.partition not in WITHOUT_STACK_SETS,
            enabled_types=policy_types(rollout_of(config)),
            shared_values=shared_values,
            chain=chain,
        )
        Units(
            self,
            "Units",
            prefix=config.prefix,
            root_id=organization.root_id,
            placements=[
                UnitPlacement(
                    key=placed.unit.key,
                    name=placed.unit.name,
                    parent_key=placed.parent_key,
                    existing=placed.unit.existing,
                )
                for placed in config.placed_units()
            ],
            shared_values=shared_values,
            chain=chain,
        )
