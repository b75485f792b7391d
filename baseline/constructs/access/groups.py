"""The groups that people are added to by hand."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import RemovalPolicy
from aws_cdk.aws_iam import CfnGroup, CfnManagedPolicy
from constructs import Construct

from baseline.constructs.access.exceptions import policy_exceptions
from baseline.constructs.logical_id import pascal_case
from baseline.identity import GROUPS, IdentityContext, IdentityPolicy
from baseline.nag import acknowledge


class Groups(Construct):
    """One group for each name, with customer managed policies that groups share.

    Groups and policies are retained: a group that went with its stack would take everybody's
    rights along, and a policy that went alone would take the denial without MFA off its group.
    Policies have no fixed name, so that one whose description changes can be replaced. People are
    added by an administrator with MFA: a template with them would put names under version control
    and make a deploy the way in.

    Args:
        names: the groups to create, by the configuration's words.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, names: Sequence[str], context: IdentityContext
    ) -> None:
        super().__init__(scope, construct_id)
        self._context = context
        self._policies: dict[str, CfnManagedPolicy] = {}
        for name, group in GROUPS.items():
            if name in names:
                self._group(name, [self._policy(policy) for policy in group.policies])

    def _group(self, name: str, policies: Sequence[CfnManagedPolicy]) -> None:
        group = CfnGroup(
            self,
            pascal_case(name),
            group_name=f"{self._context.prefix}-{name}",
            path=f"/{self._context.prefix}/",
            managed_policy_arns=[policy.ref for policy in policies],
        )
        group.override_logical_id(f"Group{pascal_case(name)}")
        group.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)

    def _policy(self, policy: IdentityPolicy) -> CfnManagedPolicy:
        known = self._policies.get(policy.name)
        if known is not None:
            return known
        resource = CfnManagedPolicy(
            self,
            f"{pascal_case(policy.name)}Policy",
            path=f"/{self._context.prefix}/",
            description=policy.description,
            policy_document=policy.document(self._context),
        )
        resource.override_logical_id(f"Policy{pascal_case(policy.name)}")
        resource.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        acknowledge(resource, policy_exceptions(policy, self._context))
        self._policies[policy.name] = resource
        return resource
