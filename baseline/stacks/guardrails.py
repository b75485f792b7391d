"""The guardrails over the organization's root and units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import App

from baseline.config import Config
from baseline.constructs.logical_id import pascal_case
from baseline.constructs.organization.chain import OrganizationChain
from baseline.constructs.organization.guardrail_policies import GuardrailPolicies
from baseline.constructs.shared_value import SharedValues, target_id
from baseline.guardrails.bundles import BundledPolicy
from baseline.stacks.baseline_stack import BaselineStack


class GuardrailsStack(BaselineStack):
    """Service control policies, each attached to the root or to one unit.

    Args:
        policies: the policies of each target, by a unit's key or `root`.
    """

    def __init__(
        self,
        app: App,
        construct_id: str,
        *,
        config: Config,
        policies: Mapping[str, Sequence[BundledPolicy]],
    ) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="guardrails",
            description="Service control policies on the organization's root and units.",
        )
        shared_values = SharedValues(config.prefix)
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
