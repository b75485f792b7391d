"""A role that jobs of a workflow take."""

from __future__ import annotations

from collections.abc import Iterable

from aws_cdk import Aws, DefaultStackSynthesizer
from aws_cdk.aws_iam import CfnManagedPolicy, CfnRole
from constructs import Construct

from baseline.constructs.logical_id import pascal_case
from baseline.identity import IdentityContext, pipeline


class JobRole(Construct):
    """A role for jobs with one of the subjects, which may take roles of the bootstrap.

    It goes with its stack, as a door nobody needs any more should.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        context: IdentityContext,
        role: pipeline.PipelineRole,
        provider_arn: str,
        subjects: list[str],
        regions: Iterable[str],
    ) -> None:
        super().__init__(scope, construct_id)
        name = pascal_case(role.name)
        policy = CfnManagedPolicy(
            self,
            "Policy",
            path=f"/{context.prefix}/",
            description=f"Which roles of the bootstrap {role.name} may take.",
            policy_document=pipeline.permissions(
                context,
                role,
                account=Aws.ACCOUNT_ID,
                qualifier=DefaultStackSynthesizer.DEFAULT_QUALIFIER,
                regions=regions,
            ),
        )
        policy.override_logical_id(f"Policy{name}")
        made = CfnRole(
            self,
            "Role",
            role_name=role.name,
            path=f"/{context.prefix}/",
            description=role.description,
            assume_role_policy_document=pipeline.trust(provider_arn, subjects),
            managed_policy_arns=[policy.ref],
            max_session_duration=pipeline.SESSION_SECONDS,
        )
        made.override_logical_id(f"{name}Role")
