"""GitHub as an identity provider of the account."""

from __future__ import annotations

from aws_cdk import RemovalPolicy
from aws_cdk.aws_iam import CfnOIDCProvider
from constructs import Construct

from baseline.identity import pipeline


class GitHubProvider(Construct):
    """The identity provider whose tokens roles can be taken with.

    It allows nobody anything by itself, and roles that others made may rest on it, so it is kept
    when it leaves the template. AWS knows GitHub's certificates, so it has no thumbprint.

    Source: IAM user guide, Create an OpenID Connect identity provider, read 2026-11-24.
    """

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        provider = CfnOIDCProvider(
            self,
            "Provider",
            url=f"https://{pipeline.ISSUER}",
            client_id_list=[pipeline.AUDIENCE],
        )
        provider.override_logical_id("GitHubProvider")
        provider.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        self.provider_arn: str = provider.ref
