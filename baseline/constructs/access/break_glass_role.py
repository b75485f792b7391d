"""The role for the day on which nothing else works."""

from __future__ import annotations

from aws_cdk import Aws, RemovalPolicy
from aws_cdk.aws_iam import CfnManagedPolicy, CfnRole
from constructs import Construct

from baseline.identity import IdentityContext, break_glass
from baseline.nag import acknowledge


class BreakGlassRole(Construct):
    """A role with full access that users with a fresh MFA and the right to assume it can take.

    Its name is fixed, because the policies of the audit keys except it by name, and every use of it
    raises an alarm.
    """

    def __init__(self, scope: Construct, construct_id: str, *, context: IdentityContext) -> None:
        super().__init__(scope, construct_id)
        policy = CfnManagedPolicy(
            self,
            "Policy",
            path=f"/{context.prefix}/",
            description="Everything, for the break-glass role alone.",
            policy_document=break_glass.permissions(),
        )
        policy.override_logical_id("PolicyBreakGlass")
        policy.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        reason = (
            "The role exists for what nothing else can repair; taking it needs a user's MFA of "
            "the last hour, and raises an alarm."
        )
        acknowledge(
            policy,
            dict.fromkeys(
                ("AwsSolutions-IAM5[Action::*]", "AwsSolutions-IAM5[Resource::*]"), reason
            ),
        )
        role = CfnRole(
            self,
            "Role",
            role_name=break_glass.NAME,
            path=f"/{context.prefix}/",
            description="Full access for emergencies; every use raises an alarm.",
            assume_role_policy_document=break_glass.trust(context, Aws.ACCOUNT_ID),
            managed_policy_arns=[policy.ref],
            max_session_duration=break_glass.SESSION_SECONDS,
        )
        role.override_logical_id("BreakGlassRole")
        role.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
