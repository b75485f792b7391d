"""The guardrails over the organization's root and units."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import App

from baseline.config import Config
from baseline.config.rollout import rollout_of
from baseline.constructs.logical_id import pascal_case
from baseline.constructs.organization.chain import OrganizationChain
from baseline.constructs.organization.guardrail_policies import GuardrailPolicies
from baseline.constructs.shared_value import ORGANIZATION_ID, SharedValues, target_id
from baseline.guardrails.bundles import BundledPolicy
from baseline.guardrails.rollout import with_rollout
from baseline.stacks.baseline_stack import BaselineStack


class GuardrailsStack(BaselineStack):
    """Policies of every type, each attached to the root or to one unit.

    Args:
        policies: the service control policies of each target, by a unit's key or `root`; those
            of other types come from the configuration, and look the organization's id up.
    """

    def __init__(
        self,
        app: App,
        construct_id: str,
        *,
        config: Config,
        policies: Mapping[str, tuple[BundledPolicy, ...]],
    ) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="guardrails",
            description="Policies on the organization's root and units.",
        )
        shared_values, rollout = SharedValues(config.prefix), rollout_of(config)
        if rollout is not None and rollout.resource_guardrails:
            organization_id = shared_values.read(self, "OrganizationId", name=ORGANIZATION_ID)
            policies = with_rollout(policies, rollout, organization_id)
        else:
            policies = with_rollout(policies, rollout)
        guarded = {key: each for key, each in policies.items() if each}
        if not guarded:
            # Without it, nothing would be left to deploy, and the last guardrail not deleted.
            shared_values.publish(
                self,
                "None",
                name="guardrails/none",
                value="none",
                description="The configuration names no guardrail; a stack must hold something.",
            )
        GuardrailPolicies(
            self,
            "Policies",
            policies=[policy for each in guarded.values() for policy in each],
            target_ids={
                key: shared_values.read(self, f"{pascal_case(key)}Id", name=target_id(key))
                for key in guarded
            },
            chain=OrganizationChain(),
        )
