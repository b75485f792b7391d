"""The policies of every type and what they are attached to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk.aws_organizations import CfnPolicy
from constructs import Construct

from baseline.constructs.logical_id import pascal_case
from baseline.constructs.organization.chain import OrganizationChain
from baseline.guardrails.bundles import BundledPolicy


class GuardrailPolicies(Construct):
    """One policy for each target and bundle or type, so that an edit never moves another policy.

    Policies go when they leave the configuration: a retained one would go on denying with nothing
    left to show why. The stack's termination protection keeps them from going by accident.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        policies: Sequence[BundledPolicy],
        target_ids: Mapping[str, str],
        chain: OrganizationChain,
    ) -> None:
        super().__init__(scope, construct_id)
        for policy in policies:
            logical_id = pascal_case(policy.target_key) + pascal_case(policy.bundle)
            resource = CfnPolicy(
                self,
                logical_id,
                type=policy.policy_type.value,
                name=policy.name,
                description=policy.description,
                content=policy.document,
                target_ids=[target_ids[policy.target_key]],
            )
            resource.override_logical_id(f"Guardrails{logical_id}")
            chain.link(resource)
