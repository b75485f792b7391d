"""What a repository on GitHub may do in the management account."""

from __future__ import annotations

from aws_cdk import App, Aws

from baseline.config import Config
from baseline.config.sections.pipeline import Pipeline
from baseline.constructs.pipeline.github_provider import GitHubProvider
from baseline.constructs.pipeline.job_role import JobRole
from baseline.identity import IdentityContext, pipeline
from baseline.stacks.baseline_stack import BaselineStack


class PipelineStack(BaselineStack):
    """GitHub's identity provider and the two roles that jobs of one repository take."""

    def __init__(self, app: App, construct_id: str, *, config: Config, given: Pipeline) -> None:
        super().__init__(
            app,
            construct_id,
            config=config,
            name="pipeline",
            description="Roles with which a repository on GitHub compares and deploys.",
        )
        context = IdentityContext(partition=config.partition, prefix=config.prefix)
        provider_arn = (
            pipeline.provider_arn(context, Aws.ACCOUNT_ID)
            if given.existing_provider
            else GitHubProvider(self, "GitHub").provider_arn
        )
        billing_region = config.billing.region(config.partition) or config.home_region
        regions = tuple(dict.fromkeys((config.home_region, billing_region)))
        JobRole(
            self,
            "Diff",
            context=context,
            role=pipeline.DIFF,
            provider_arn=provider_arn,
            subjects=pipeline.diff_subjects(given.repository, given.branch),
            regions=regions,
        )
        JobRole(
            self,
            "Deploy",
            context=context,
            role=pipeline.DEPLOY,
            provider_arn=provider_arn,
            subjects=pipeline.deploy_subjects(given.repository, given.environment),
            regions=regions,
        )
